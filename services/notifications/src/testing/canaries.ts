/** What must be found nowhere but in the e-mail itself. */
export const canaries = {
  to: 'canary.address@lunch-club.example',
  code: '739184',
  linkToken: 'canary-token-3f9a7c51e2b84d06',
  personTo: 'canary.person@home.example',
  senderName: 'Priya Canaryshah',
  workplacePhone: '01632 960 739',
} as const

/** What no e-mail says either, however much an owner's answer should hold of it one day. */
export const personCanaries = {
  givenName: 'Margaretcanary',
  familyName: 'Thistlecanary',
  nhsNumber: '9990007391',
  phone: '01632960739001',
  reason: 'canary since her husband died',
} as const
