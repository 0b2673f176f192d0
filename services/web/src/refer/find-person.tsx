import { threeIdentifiers } from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import { type FormProblem, formProblems, messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { readDay, typedDay } from '../ui/day-field.tsx'
import { TextInput } from '../ui/input.tsx'
import { BirthDateField, NhsNumberField, PostcodeField } from './person-fields.tsx'
import { QuestionPage, type QuestionProps, questionProps } from './question-page.tsx'
import { type Question, type Refused, type Taken, typedOr } from './referring.ts'
import { withWho } from './rules.ts'
import { knownPerson } from './who.tsx'

/** Somebody who may be known already: found by three identifiers, or not at all. */
export const findQuestion: Question = {
  show(given, refused) {
    return <FindPersonView {...questionProps(given, typedOr(refused, {}), refused)} />
  },
  async take({ visitor, journey }, typed): Promise<Taken> {
    const read = readIdentifiers(typed)
    if ('problems' in read) return { refused: { typed, problems: read.problems } }
    try {
      const found = await visitor.people.choosePerson({ body: read })
      return { answers: withWho(journey.answers, knownPerson(found)) }
    } catch (error) {
      return { refused: nobodyFound(error, typed) }
    }
  },
}

function nobodyFound(error: unknown, typed: URLSearchParams): Refused {
  if (isAppError(error, 'notFound')) {
    const message = 'We found nobody by these. Check each one, or register them below'
    return { typed, problems: [{ field: 'familyName', message }] }
  }
  const problems = formProblems(error, 'familyName')
  return isAppError(error, 'tooMany') ? { typed, problems, status: 429 } : { typed, problems }
}

type Identifiers = ReturnType<(typeof threeIdentifiers)['parse']>

/** Reads the three identifiers, and names what is missing. */
export function readIdentifiers(
  typed: URLSearchParams,
): Identifiers | { readonly problems: FormProblem[] } {
  const line = (name: string) => (typed.get(name) ?? '').trim() || null
  const familyName = line('familyName')
  const birthDate = readDay(typedDay(typed, 'birthDate'))
  const nhsNumber = line('nhsNumber')
  const missing: FormProblem[] = [
    ...(familyName === null ? [{ field: 'familyName', message: 'Enter their family name' }] : []),
    ...(birthDate === null
      ? [{ field: 'birthDate', message: 'Enter their date of birth, like 27 3 1944' }]
      : []),
    ...(nhsNumber === null && line('postcode') === null
      ? [{ field: 'nhsNumber', message: 'Enter their NHS number or, without one, the postcode' }]
      : []),
  ]
  if (familyName === null || birthDate === null || missing.length > 0) return { problems: missing }
  const postcode = nhsNumber === null ? line('postcode') : null
  const read = threeIdentifiers.safeParse({ familyName, birthDate, nhsNumber, postcode })
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => ({
    ...{ field: String(path[0]), message },
  }))
  return { problems }
}

function FindPersonView(props: QuestionProps) {
  const { given, typed, problems } = props
  const { id } = given.journey
  const value = (field: string) => typed.get(field) ?? ''
  const error = (field: string) => messageFor(problems, field)
  return (
    <QuestionPage {...props} step="who" title="Find somebody" back={`/refer/${id}/who`}>
      <p>All three have to be right. From then on they are one of your people.</p>
      <form method="post" action={`/refer/${id}/find`} novalidate>
        <TextInput
          name="familyName"
          label={{ children: 'Family name', size: 's' }}
          value={value('familyName')}
          error={error('familyName')}
          autocomplete="off"
          spellcheck={false}
          width={20}
        />
        <BirthDateField typed={typed} error={error('birthDate')} />
        <NhsNumberField value={value('nhsNumber')} error={error('nhsNumber')} />
        <PostcodeField
          label="Postcode, if there is no NHS number"
          value={value('postcode')}
          error={error('postcode')}
        />
        <Button>Find them</Button>
      </form>
      <p>
        <a href={`/refer/${id}/new`}>Register somebody new</a>
      </p>
    </QuestionPage>
  )
}
