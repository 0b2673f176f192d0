import { personDetails } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { dayInParts, readDay, typedDay } from '../ui/day-field.tsx'
import { TextInput } from '../ui/input.tsx'
import type { NewPerson } from './answers.ts'
import { BirthDateField, NhsNumberField, PostcodeField } from './person-fields.tsx'
import { QuestionPage, type QuestionProps, questionProps } from './question-page.tsx'
import { type Question, type Taken, typedOr } from './referring.ts'
import { withWho } from './rules.ts'

/** Somebody typed here, and registered only when the referral is sent. */
export const newPersonQuestion: Question = {
  show(given, refused) {
    const { who } = given.journey.answers
    const details = who?.kind === 'new' ? who.details : null
    const born = details === null ? null : dayInParts(details.birthDate)
    const typed = typedOr(refused, {
      ...{ givenName: details?.givenName, familyName: details?.familyName },
      ...{ knownAs: details?.knownAs, postcode: details?.postcode },
      ...{ nhsNumber: details?.nhsNumber?.digits },
      ...{ birthDateDay: born?.day, birthDateMonth: born?.month, birthDateYear: born?.year },
    })
    return <NewPersonView {...questionProps(given, typed, refused)} />
  },
  take({ journey, today }, typed): Taken {
    const read = readNewPerson(typed, today)
    if ('problems' in read) return { refused: { typed, problems: read.problems } }
    return { answers: withWho(journey.answers, read) }
  },
}

/** Reads who was typed, and names what is missing. */
export function readNewPerson(
  typed: URLSearchParams,
  today: string,
): NewPerson | { readonly problems: FormProblem[] } {
  const line = (name: string) => (typed.get(name) ?? '').trim() || null
  const birthDate = readDay(typedDay(typed, 'birthDate'))
  const isDayAmiss = birthDate === null || birthDate > today
  const missing: FormProblem[] = [
    ...(line('givenName') === null
      ? [{ field: 'givenName', message: 'Enter their first name' }]
      : []),
    ...(line('familyName') === null
      ? [{ field: 'familyName', message: 'Enter their family name' }]
      : []),
    ...(isDayAmiss
      ? [{ field: 'birthDate', message: 'Enter their date of birth, like 27 3 1944' }]
      : []),
  ]
  const digits = line('nhsNumber')
  const read = personDetails.safeParse({
    ...{ givenName: line('givenName') ?? '?', familyName: line('familyName') ?? '?' },
    ...{ knownAs: line('knownAs'), birthDate: isDayAmiss ? today : birthDate },
    nhsNumber: digits === null ? null : { digits, tracing: 'notTraced' },
    ...{ postcode: line('postcode'), address: null, communication: null },
  })
  if (read.success && missing.length === 0) return { kind: 'new', details: read.data }
  const others = (read.error?.issues ?? []).map(({ path, message }) => ({
    ...{ field: String(path[0]), message },
  }))
  return { problems: [...missing, ...others] }
}

function NewPersonView(props: QuestionProps) {
  const { given, typed, problems } = props
  const { id, answers } = given.journey
  const { worksWithPeople, keepsRecords } = given.sending
  const field = (name: string) => ({
    ...{ name, value: typed.get(name) ?? '', error: messageFor(problems, name) },
    ...({ autocomplete: 'off', spellcheck: false, width: 20 } as const),
  })
  const back = keepsRecords ? `/refer/${id}/find` : worksWithPeople ? `/refer/${id}/who` : undefined
  return (
    <QuestionPage
      {...props}
      step="who"
      title={answers.who?.kind === 'new' ? 'Who they are' : 'Who is it for?'}
      {...(back === undefined ? {} : { back })}
    >
      <p>They are registered when the referral is sent, and not before.</p>
      <form method="post" action={`/refer/${id}/new`} novalidate>
        <TextInput {...field('givenName')} label={{ children: 'First name', size: 's' }} />
        <TextInput {...field('familyName')} label={{ children: 'Family name', size: 's' }} />
        <TextInput
          {...field('knownAs')}
          label={{ children: 'Likes to be called (optional)', size: 's' }}
        />
        <BirthDateField typed={typed} error={messageFor(problems, 'birthDate')} />
        <NhsNumberField {...field('nhsNumber')} label="NHS number (optional)" />
        <PostcodeField {...field('postcode')} label="Postcode (optional)" />
        <Button>Continue</Button>
      </form>
    </QuestionPage>
  )
}
