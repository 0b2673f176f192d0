import { type ThreeIdentifiers, threeIdentifiers } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { DayField, readDay, type TypedDay, typedDay } from '../ui/day-field.tsx'
import { Fieldset } from '../ui/field.tsx'
import { TextInput } from '../ui/input.tsx'
import { ErrorSummary } from '../ui/messages.tsx'
import type { PageFrame } from '../ui/page.tsx'
import { PeoplePage, toMyPeople } from './people-page.tsx'
import { firstOfEach } from './words.ts'

/** The three identifiers as they were typed. */
export interface TypedIdentifiers {
  readonly familyName: string
  readonly birthDate: TypedDay
  readonly nhsNumber: string
  readonly postcode: string
}

interface FindPersonProps {
  readonly frame: PageFrame
  readonly typed: TypedIdentifiers
  readonly problems?: readonly FormProblem[]
  /** Nobody has these three. */
  readonly isNobody?: boolean
}

/** Finding somebody's record: by three identifiers, so that nobody looks around. */
export function FindPersonView({ frame, typed, problems = [], isNobody }: FindPersonProps) {
  return (
    <PeoplePage
      {...{ frame, problems }}
      title="Find a person"
      back={toMyPeople}
      refusal={isNobody && <Nobody />}
    >
      <p>
        Ask them for three things. You work with whom you find: they are then among your people, and
        it is noted that you looked.
      </p>
      <form method="post" action="/people/find" novalidate>
        <IdentifierFields typed={typed} problems={problems} />
        <Button>Find</Button>
      </form>
      <p>
        Somebody new? <a href="/people/new">Register a person</a>
      </p>
    </PeoplePage>
  )
}

/** The three identifiers. Read by `readIdentifiers`. */
export function IdentifierFields({
  typed,
  problems,
}: {
  readonly typed: TypedIdentifiers
  readonly problems: readonly FormProblem[]
}) {
  const error = (field: string) => messageFor(problems, field)
  return (
    <>
      <TextInput
        name="familyName"
        label={{ children: 'Family name', size: 's' }}
        value={typed.familyName}
        error={error('familyName')}
        autocomplete="off"
        spellcheck={false}
        width={20}
      />
      <DayField
        name="birthDate"
        legend="Born on"
        hint="For example 27 3 1948."
        typed={typed.birthDate}
        error={error('birthDate')}
      />
      <Fieldset legend={{ children: 'NHS number or, without it, the postcode', size: 's' }}>
        <TextInput
          name="nhsNumber"
          label={{ children: 'NHS number' }}
          hint="10 digits, for example 999 123 4560."
          value={typed.nhsNumber}
          error={error('nhsNumber')}
          inputmode="numeric"
          autocomplete="off"
          spellcheck={false}
          width={10}
        />
        <TextInput
          name="postcode"
          label={{ children: 'Postcode' }}
          value={typed.postcode}
          error={error('postcode')}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          width={10}
        />
      </Fieldset>
    </>
  )
}

function Nobody() {
  return (
    <ErrorSummary heading="We find nobody with those three">
      Check each of them with the person: a letter from the NHS has them right. If they are new
      here, <a href="/people/new">register a new person</a>.
    </ErrorSummary>
  )
}

/** Nothing typed yet. */
export const noIdentifiers: TypedIdentifiers = typedIdentifiers(new URLSearchParams())

function typedIdentifiers(form: URLSearchParams): TypedIdentifiers {
  return {
    familyName: form.get('familyName') ?? '',
    birthDate: typedDay(form, 'birthDate'),
    nhsNumber: (form.get('nhsNumber') ?? '').trim(),
    postcode: (form.get('postcode') ?? '').trim(),
  }
}

/** What a form with `IdentifierFields` says. With a number, the postcode is not asked about. */
export function readIdentifiers(form: URLSearchParams): {
  readonly typed: TypedIdentifiers
  /** Null while something is wrong with it. */
  readonly identifiers: ThreeIdentifiers | null
  readonly problems: readonly FormProblem[]
} {
  const typed = typedIdentifiers(form)
  const birthDate = readDay(typed.birthDate)
  const nhsNumber = typed.nhsNumber === '' ? null : typed.nhsNumber
  const postcode = typed.postcode === '' || nhsNumber !== null ? null : typed.postcode
  const given = { familyName: typed.familyName, birthDate: birthDate ?? '', nhsNumber, postcode }
  const read = threeIdentifiers.safeParse(given)
  const missing: FormProblem[] = [
    ...(typed.familyName.trim() === ''
      ? [{ field: 'familyName', message: 'Enter their family name' }]
      : []),
    ...(birthDate === null
      ? [{ field: 'birthDate', message: 'Enter the day they were born, for example 27 3 1948' }]
      : []),
    ...(nhsNumber === null && postcode === null
      ? [{ field: 'nhsNumber', message: 'Enter the NHS number or, without it, the postcode' }]
      : []),
  ]
  const wrong = read.error?.issues.map(({ path, message }) => ({
    field: String(path[0] ?? 'familyName'),
    message,
  }))
  const problems = firstOfEach([...missing, ...(wrong ?? [])])
  return { typed, identifiers: problems.length === 0 ? (read.data ?? null) : null, problems }
}
