import type { ServiceName } from '@waymark/core'

/**
 * Whose inbox hears of news in a service's event log: a queue name each, nudged after a change. A
 * nudge is a hint that a poll repeats, so a reader left out here is only slower.
 */
export const inboxesOf: Readonly<Partial<Record<ServiceName, readonly string[]>>> = {
  directory: ['notifications-inbox', 'referrals-inbox'],
  people: ['referrals-inbox', 'care-plans-inbox'],
  referrals: ['notifications-inbox', 'directory-inbox', 'care-plans-inbox'],
  'care-plans': ['notifications-inbox', 'referrals-inbox'],
}
