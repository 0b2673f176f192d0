import type { Listing, Location } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import { Section } from './section.tsx'

/** Where it meets, how to get there, and how easy the building is. Nothing is guessed. */
export function Places({ listing }: { readonly listing: Listing }) {
  if (listing.locations.length === 0) return null
  return (
    <Section title="Where">
      <div class="wm-places">
        {listing.locations.map((location) => (
          <div class="wm-place">
            {location.hideAddress ? (
              <HiddenPlace location={location} />
            ) : (
              <Place location={location} />
            )}
          </div>
        ))}
      </div>
    </Section>
  )
}

interface PlaceProps {
  readonly location: Location
}

/** A refuge or a home: a bus stop or a ramp could give it away as well as a street. */
function HiddenPlace({ location }: PlaceProps) {
  return (
    <p>
      In <bdi>{location.town}</bdi>, {location.postcode.split(' ')[0]}. The address is not shown, to
      keep people safe.
    </p>
  )
}

function Place({ location }: PlaceProps) {
  return (
    <>
      <address class="wm-address" dir="auto">
        {location.name && <strong>{location.name}</strong>}
        <span>{location.address1}</span>
        <span>
          {location.town} {location.postcode}
        </span>
      </address>
      {location.transport && (
        <p dir="auto">
          <strong>Getting there: </strong>
          {location.transport}
        </p>
      )}
      <Access location={location} />
    </>
  )
}

const accessQuestions = {
  stepFree: { yes: 'Step-free', no: 'There are steps' },
  accessibleToilet: { yes: 'Accessible toilet', no: 'No accessible toilet' },
  hearingLoop: { yes: 'Hearing loop', no: 'No hearing loop' },
} as const

const asked = { stepFree: 'steps', accessibleToilet: 'the toilet', hearingLoop: 'a hearing loop' }

function Access({ location }: PlaceProps) {
  const questions = keysOf(accessQuestions)
  const known = questions.flatMap((question) => {
    const answer = location[question]
    return answer === 'notKnown' ? [] : [accessQuestions[question][answer]]
  })
  const unknown = questions.filter((question) => location[question] === 'notKnown')
  return (
    <>
      {known.length > 0 && (
        <ul class="wm-access" aria-label="Access">
          {known.map((words) => (
            <li>{words}</li>
          ))}
        </ul>
      )}
      {location.accessNotes && <p dir="auto">{location.accessNotes}</p>}
      {unknown.length > 0 && (
        <p class="wm-unknown">
          Nobody has told us about {unknown.map((question) => asked[question]).join(' or ')}: ask
          first.
        </p>
      )}
    </>
  )
}
