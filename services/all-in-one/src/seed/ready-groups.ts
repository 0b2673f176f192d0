import type { OrganisationKey } from './organisations.ts'
import type { DemoReadyGroup } from './records.ts'

/** Groups that take referrals: the others are for signposting only. Drama numbers, every one. */
export const demoReadyGroups = [
  {
    organisation: 'st-aidans',
    contact: { name: 'Jean Aldous', phone: '01632 960 151', email: null },
  },
  {
    organisation: 'good-company',
    contact: { name: 'Moira Penn', phone: '01632 960 152', email: 'moira@good-company.example' },
  },
  {
    organisation: 'vale-walkers',
    contact: { name: 'Tunde Bright', phone: '01632 960 153', email: null },
  },
  {
    organisation: 'lantern-memory',
    contact: { name: 'Sioned Hale', phone: null, email: 'sioned@lantern-memory.example' },
  },
  {
    organisation: 'carers-together',
    contact: { name: 'Asha Mere', phone: '01632 960 155', email: null },
  },
  {
    organisation: 'advice-desk',
    contact: { name: 'Colin Frame', phone: '01632 960 156', email: 'colin@advice-desk.example' },
  },
  {
    organisation: 'harbour-voices',
    contact: { name: 'Ffion Reeve', phone: '01632 960 157', email: null },
  },
] as const satisfies readonly DemoReadyGroup<OrganisationKey>[]
