import { type DemoOrganisation, say } from './records.ts'

export const harrowbyValeOrganisations = [
  {
    key: 'st-aidans',
    details: {
      name: 'St Aidan’s Community Hall',
      description: say(
        'A warm hall with a big kitchen, run by neighbours for neighbours.',
        'You do not need to go to church to come here.',
      ),
      website: 'https://st-aidans.example',
      email: 'hello@st-aidans.example',
      phone: '01632 960 101',
      charityNumber: null,
    },
  },
  {
    key: 'good-company',
    details: {
      name: 'Good Company',
      description: 'Meals, tea and trips for people who would rather not spend the day alone.',
      website: 'https://good-company.example',
      email: 'tea@good-company.example',
      phone: '01632 960 104',
      charityNumber: null,
    },
  },
  {
    key: 'vale-walkers',
    details: {
      name: 'Vale Walkers',
      description: 'Free walks led by trained volunteers. Nobody is ever left behind.',
      website: 'https://vale-walkers.example',
      email: 'walk@vale-walkers.example',
      phone: '01632 960 107',
      charityNumber: null,
    },
  },
  {
    key: 'old-kiln-shed',
    details: {
      name: 'The Old Kiln Shed',
      description: 'A shared workshop in the old pottery, with tools, tea and time to talk.',
      website: null,
      email: 'shed@old-kiln.example',
      phone: '01632 960 110',
      charityNumber: null,
    },
  },
  {
    key: 'lantern-memory',
    details: {
      name: 'Lantern Memory Friends',
      description: 'For people living with dementia and the people who love them.',
      website: 'https://lantern-memory.example',
      email: 'friends@lantern-memory.example',
      phone: '01632 960 113',
      charityNumber: null,
    },
  },
  {
    key: 'carers-together',
    details: {
      name: 'Vale and Coast Carers',
      description: 'For anyone who looks after a relative, a friend or a neighbour without pay.',
      website: 'https://vale-coast-carers.example',
      email: 'help@vale-coast-carers.example',
      phone: '01632 960 116',
      charityNumber: null,
    },
  },
  {
    key: 'harrowby-food-bank',
    details: {
      name: 'Harrowby Vale Food Bank',
      description: 'Three days of food, given kindly, with no long questions.',
      website: 'https://harrowby-food.example',
      email: 'food@harrowby-food.example',
      phone: '01632 960 119',
      charityNumber: null,
    },
  },
  {
    key: 'advice-desk',
    details: {
      name: 'The Advice Desk',
      description: 'Free, private advice about money, benefits, work and your home.',
      website: 'https://advice-desk.example',
      email: 'ask@advice-desk.example',
      phone: '01632 960 122',
      charityNumber: null,
    },
  },
  {
    key: 'millstream-growers',
    details: {
      name: 'Millstream Growers',
      description: 'Two shared gardens where people grow food, flowers and friendships.',
      website: 'https://millstream-growers.example',
      email: 'grow@millstream-growers.example',
      phone: '01632 960 125',
      charityNumber: null,
    },
  },
  {
    key: 'vale-libraries',
    details: {
      name: 'Vale and Coast Libraries',
      description: 'The public libraries of both towns. Free, warm and open to everyone.',
      website: 'https://vale-libraries.example',
      email: 'ask@vale-libraries.example',
      phone: '01632 960 128',
      charityNumber: null,
    },
  },
  {
    key: 'surefoot-vale',
    details: {
      name: 'Surefoot Vale',
      description: 'Gentle exercise that helps you stay strong and stay on your feet.',
      website: null,
      email: 'move@surefoot-vale.example',
      phone: '01632 960 131',
      charityNumber: null,
    },
  },
  {
    key: 'second-wind',
    details: {
      name: 'Second Wind Stroke Club',
      description: 'A club run by people who have had a stroke, and their families.',
      website: null,
      email: null,
      phone: '01632 960 134',
      charityNumber: null,
    },
  },
  {
    key: 'quiet-house',
    details: {
      name: 'The Quiet House',
      description: 'A small house in the middle of town for people who have lost someone.',
      website: 'https://quiet-house.example',
      email: 'welcome@quiet-house.example',
      phone: '01632 960 137',
      charityNumber: null,
    },
  },
  {
    key: 'larkfield-families',
    details: {
      name: 'Larkfield Families',
      description: 'Play, company and a listening ear for parents of small children.',
      website: 'https://larkfield-families.example',
      email: 'play@larkfield-families.example',
      phone: '01632 960 140',
      charityNumber: null,
    },
  },
  {
    key: 'open-door-english',
    details: {
      name: 'Open Door English',
      description: 'Friendly English lessons taught by volunteers.',
      website: null,
      email: 'learn@open-door-english.example',
      phone: '01632 960 143',
      charityNumber: null,
    },
  },
  {
    key: 'vale-volunteers',
    details: {
      name: 'Vale Volunteers',
      description: 'We match people who have an hour to give with people who need one.',
      website: 'https://vale-volunteers.example',
      email: 'hello@vale-volunteers.example',
      phone: '01632 960 146',
      charityNumber: null,
    },
  },
  {
    key: 'vale-wheels',
    details: {
      name: 'Vale Wheels',
      description: 'Community buses and volunteer drivers for both towns and the villages.',
      website: 'https://vale-wheels.example',
      email: 'ride@vale-wheels.example',
      phone: '01632 960 149',
      charityNumber: null,
    },
  },
  {
    key: 'corner-house',
    details: {
      name: 'The Corner House',
      description: 'Help with drink and drugs from people who have been there themselves.',
      website: 'https://corner-house.example',
      email: 'talk@corner-house.example',
      phone: '01632 960 152',
      charityNumber: null,
    },
  },
  {
    key: 'blue-door',
    details: {
      name: 'Blue Door Arts',
      description: 'A bright studio where anybody can make something.',
      website: 'https://blue-door-arts.example',
      email: 'studio@blue-door-arts.example',
      phone: '01632 960 155',
      charityNumber: null,
    },
  },
  {
    key: 'evening-lamp',
    details: {
      name: 'The Evening Lamp',
      description: 'A safe, calm place to go when the day has been too much.',
      website: 'https://evening-lamp.example',
      email: null,
      phone: '01632 960 158',
      charityNumber: null,
    },
  },
] as const satisfies readonly DemoOrganisation[]
