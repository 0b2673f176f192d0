import type { ListingPage, Session } from '@waymark/contracts'
import { dayInWords, listInWords, rhythmInWords, soonInWords, timesInWords } from '../ui/format.ts'
import { Section } from './section.tsx'

export interface TimesProps {
  readonly page: ListingPage
  readonly today: string
}

/** The next dates first, since they are what is written down; then the rhythm they come from. */
export function Times({ page, today }: TimesProps) {
  const { listing, occurrences } = page
  if (listing.sessions.length === 0) {
    return (
      <Section title="When">
        <p>No times have been given. Ask the group before you go.</p>
      </Section>
    )
  }
  return (
    <Section title="When">
      {occurrences.length === 0 ? (
        <p>No dates are planned at the moment. Ask the group when it starts again.</p>
      ) : (
        <ol class="wm-dates">
          {occurrences.map((next) => (
            <li class="wm-dates__date">
              <time datetime={`${next.day}T${next.startsAt}`}>
                <strong>{soonInWords(next.day, today)}</strong>
                <span>{timesInWords(next.startsAt, next.endsAt)}</span>
              </time>
            </li>
          ))}
        </ol>
      )}
      <ul class="wm-rhythm">
        {listing.sessions.map((session) => (
          <li>{sessionInWords(session, today)}</li>
        ))}
      </ul>
    </Section>
  )
}

function sessionInWords(session: Session, today: string): string {
  const usual = `${rhythmInWords(session)}, ${timesInWords(session.startsAt, session.endsAt)}`
  const until = session.validTo === null ? '' : `, until ${dayInWords(session.validTo, today)}`
  const missed = session.notOn.filter((day) => day >= today).slice(0, 4)
  const holidays = session.meetsOnBankHolidays ? [] : ['bank holidays']
  const days = [...missed.map((day) => dayInWords(day, today)), ...holidays]
  return `${usual}${until}.${days.length === 0 ? '' : ` Not on ${listInWords(days)}.`}`
}
