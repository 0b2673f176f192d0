import { type DemoOrganisation, say } from './records.ts'

export const saltmereOrganisations = [
  {
    key: 'fishermens-chapel',
    details: {
      name: 'Fishermen’s Chapel Hall',
      description: 'The old chapel by the harbour, now a hall for the whole of Saltmere.',
      website: null,
      email: 'hall@fishermens-chapel.example',
      phone: '01632 960 201',
      charityNumber: null,
    },
  },
  {
    key: 'saltmere-pantry',
    details: {
      name: 'The Saltmere Pantry',
      description: 'A shop for members, where a few pounds buys a full bag.',
      website: 'https://saltmere-pantry.example',
      email: 'shop@saltmere-pantry.example',
      phone: '01632 960 204',
      charityNumber: null,
    },
  },
  {
    key: 'harbour-voices',
    details: {
      name: 'Harbour Voices',
      description: 'A choir for people who were once told that they cannot sing.',
      website: 'https://harbour-voices.example',
      email: 'sing@harbour-voices.example',
      phone: '01632 960 207',
      charityNumber: null,
    },
  },
  {
    key: 'saltmere-welcome',
    details: {
      name: 'Saltmere Welcome',
      description: 'Neighbours standing beside people who have had to leave home.',
      website: 'https://saltmere-welcome.example',
      email: 'welcome@saltmere-welcome.example',
      phone: '01632 960 210',
      charityNumber: null,
    },
  },
  {
    key: 'safe-mooring',
    details: {
      name: 'Safe Mooring',
      description: say(
        'Support for anyone hurt, frightened or controlled by someone close to them.',
        'All genders, all ages from 16.',
      ),
      website: 'https://safe-mooring.example',
      email: null,
      phone: '0808 157 0101',
      charityNumber: null,
    },
  },
  {
    key: 'rainbow-pier',
    details: {
      name: 'Rainbow Pier',
      description: 'Places to be yourself, for LGBT+ people on the coast.',
      website: 'https://rainbow-pier.example',
      email: 'hello@rainbow-pier.example',
      phone: '01632 960 213',
      charityNumber: null,
    },
  },
  {
    key: 'saltmere-veterans',
    details: {
      name: 'Saltmere Veterans’ Breakfast',
      description: 'Anyone who served, in any force, at any time, for any length of time.',
      website: null,
      email: null,
      phone: '01632 960 216',
      charityNumber: null,
    },
  },
  {
    key: 'saltmere-pool',
    details: {
      name: 'Saltmere Pool and Pavilion',
      description: 'The town’s pool and hall, run by a trust for the people who live here.',
      website: 'https://saltmere-pool.example',
      email: 'desk@saltmere-pool.example',
      phone: '01632 960 219',
      charityNumber: null,
    },
  },
  {
    key: 'living-well-coast',
    details: {
      name: 'Living Well on the Coast',
      description: 'Groups led by people who live with long illnesses themselves.',
      website: 'https://living-well-coast.example',
      email: 'groups@living-well-coast.example',
      phone: '01632 960 222',
      charityNumber: null,
    },
  },
  {
    key: 'hear-and-see',
    details: {
      name: 'Hear and See Together',
      description: 'Company and practical help for people losing their hearing or their sight.',
      website: null,
      email: 'office@hear-and-see.example',
      phone: '01632 960 225',
      charityNumber: null,
    },
  },
  {
    key: 'different-drum',
    details: {
      name: 'Different Drum',
      description: 'Run by autistic adults and adults with ADHD, for one another.',
      website: 'https://different-drum.example',
      email: 'hello@different-drum.example',
      phone: null,
      charityNumber: null,
    },
  },
  {
    key: 'marsh-wardens',
    details: {
      name: 'Saltmere Marsh Wardens',
      description: 'We look after the marsh and help people to enjoy it.',
      website: 'https://marsh-wardens.example',
      email: 'wardens@marsh-wardens.example',
      phone: '01632 960 228',
      charityNumber: null,
    },
  },
  {
    key: 'lantern-line',
    details: {
      name: 'The Lantern Line',
      description: 'A national charity. Trained volunteers who ring, and who answer.',
      website: 'https://lantern-line.example',
      email: 'help@lantern-line.example',
      phone: '0808 157 0110',
      charityNumber: null,
    },
  },
  {
    key: 'even-odds',
    details: {
      name: 'Even Odds',
      description: 'A national charity for people harmed by gambling, and their families.',
      website: 'https://even-odds.example',
      email: 'talk@even-odds.example',
      phone: '0808 157 0120',
      charityNumber: null,
    },
  },
] as const satisfies readonly DemoOrganisation[]
