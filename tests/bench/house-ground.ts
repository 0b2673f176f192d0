import { seedId } from '@waymark/all-in-one'
import { peopleApi, type ReferralGiven, referralsApi } from '@waymark/contracts'
import { addDays, londonDay } from '@waymark/core'
import { anAgreement, aReferral, aRegistration, callersOf } from '@waymark/testing'
import { groups, inTurn } from '../support/groups.ts'
import type { Started } from '../support/start-waymark.ts'

/** Priya and somebody to refer for each referral of a bench, registered before it is measured. */
export interface Ready {
  /** Refers the person of this number, as her page does. */
  refer(number: number): Promise<{ readonly id: string }>
}

/** Registers so many people and gives them to Priya. */
export async function getReady({ platform }: Started, count: number): Promise<Ready> {
  const people = callersOf(platform, peopleApi)
  const priyaId = seedId('demo account priya')
  const farah = people.user('teamLead', { userId: seedId('demo account farah') })
  const priya = callersOf(platform, referralsApi).user('linkWorker', { userId: priyaId })
  const bodies: ReferralGiven[] = []
  for (let number = 0; number < count; number += 1) {
    // Nobody may register more than thirty an hour, so everybody is registered by another.
    const registrar = people.user('linkWorker', { userId: seedId(`bench registrar ${number}`) })
    const named = { givenName: 'Gale', familyName: `Bench ${number}`, nhsNumber: null }
    const birthDate = addDays('1930-01-01', number * 7)
    const entry = await registrar.registerPerson({ body: aRegistration({ ...named, birthDate }) })
    const personId = String(entry.personId)
    const work = { userId: priyaId, role: 'linkWorker' } as const
    await farah.startRelationship({ params: { id: personId }, body: work })
    const listingId = seedId(`demo listing ${inTurn(groups, number).listing}`)
    const agreement = anAgreement({ askedOn: londonDay(platform.now()) })
    bodies.push(aReferral({ kind: 'person', personId }, listingId, { agreement }))
  }
  return { refer: (number) => priya.createReferral({ body: inTurn(bodies, number) }) }
}
