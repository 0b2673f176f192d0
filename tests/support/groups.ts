/** Groups that take referrals, with the mailbox that each is written to. */
export const groups = [
  {
    listing: 'lunch-club-st-aidans',
    organisation: 'st-aidans',
    mailbox: 'hello@st-aidans.example',
  },
  { listing: 'tea-and-company', organisation: 'good-company', mailbox: 'tea@good-company.example' },
  { listing: 'wednesday-walk', organisation: 'vale-walkers', mailbox: 'walk@vale-walkers.example' },
  {
    listing: 'memory-cafe',
    organisation: 'lantern-memory',
    mailbox: 'friends@lantern-memory.example',
  },
  {
    listing: 'carers-group',
    organisation: 'carers-together',
    mailbox: 'help@vale-coast-carers.example',
  },
  { listing: 'damp-and-repairs', organisation: 'advice-desk', mailbox: 'ask@advice-desk.example' },
  {
    listing: 'harbour-voices',
    organisation: 'harbour-voices',
    mailbox: 'sing@harbour-voices.example',
  },
] as const

/** What has its turn at a number, when they take turns. */
export function inTurn<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('There is none.')
  return found
}
