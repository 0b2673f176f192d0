import type { PeoplePage, Person, PersonSummary } from '@waymark/contracts'
import { messageFor } from '../forms.ts'
import { nameOf } from '../people/names.ts'
import { Button } from '../ui/button.tsx'
import { type ChoiceDivider, type ChoiceItem, Radios } from '../ui/choices.tsx'
import { dayInWords } from '../ui/format.ts'
import { Pagination } from '../ui/navigation.tsx'
import type { KnownPerson } from './answers.ts'
import { QuestionPage, type QuestionProps, questionProps } from './question-page.tsx'
import { type Question, type Referring, type Taken, typedOr } from './referring.ts'
import { outcodeOf, type Sending, shownPage, withWho } from './rules.ts'

/** Whom it is for: one of their own people, or somebody else. */
export const whoQuestion: Question = {
  async show(given, refused) {
    const { who } = given.journey.answers
    const typed = typedOr(refused, {
      who: who === null ? null : who.kind === 'person' ? who.personId : 'other',
    })
    const people = await listOwnPeople(given, shownPage(given.asked))
    return <WhoView {...questionProps(given, typed, refused)} people={people} />
  },
  async take(given, typed): Promise<Taken> {
    const chosen = typed.get('who')
    const { answers, id } = given.journey
    if (chosen === 'other') return { answers, goTo: `/refer/${id}/${otherPage(given.sending)}` }
    if (!chosen) {
      const message = 'Choose who it is for'
      return { refused: { typed, problems: [{ field: 'who', message }] } }
    }
    const person = await given.visitor.people.readPerson({ params: { id: chosen } })
    return { answers: withWho(answers, knownPerson(person)) }
  },
}

/** Where somebody who is not in the list is named. */
export function otherPage({ keepsRecords }: Sending): 'find' | 'new' {
  return keepsRecords ? 'find' : 'new'
}

/** Somebody whose record is open to the sender, as the journey keeps them. */
export function knownPerson(person: Person): KnownPerson {
  const { id, givenName, familyName, knownAs, postcode, contact } = person
  return {
    ...{ kind: 'person', personId: id, givenName, familyName, knownAs },
    ...{ outcode: outcodeOf(postcode), hasContact: contact !== null },
  }
}

/** A page of the sender's own people; null for those who have none to choose from. */
export async function listOwnPeople(
  { visitor, sending }: Pick<Referring, 'visitor' | 'sending'>,
  page: number,
): Promise<PeoplePage | null> {
  return sending.worksWithPeople ? visitor.people.listPeople({ query: { page } }) : null
}

interface WhoFieldProps {
  readonly people: PeoplePage
  readonly sending: Sending
  readonly chosen: string | null
  readonly error: string | undefined
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** The sender's people by family name, and somebody else where they may name one. */
export function WhoField({ people, sending, chosen, error, today }: WhoFieldProps) {
  const item = (person: PersonSummary): ChoiceItem => ({
    value: person.id,
    label: <bdi>{nameOf(person)}</bdi>,
    hint: `Born ${dayInWords(person.birthDate, today).replace(/^\w+ /, '')}`,
    checked: chosen === person.id,
  })
  const isEmpty = people.contents.length === 0
  const other: ChoiceItem = {
    ...{ value: 'other', label: isEmpty ? 'Somebody new' : 'Somebody else' },
    checked: chosen === 'other',
  }
  const divider: ChoiceDivider = { divider: 'or' }
  return (
    <Radios
      name="who"
      fieldset={{ legend: { children: 'Who is it for?', size: 'm' } }}
      error={error}
      items={[
        ...people.contents.map(item),
        ...(sending.registers ? [...(isEmpty ? [] : [divider]), other] : []),
      ]}
    />
  )
}

function WhoView(props: QuestionProps & { readonly people: PeoplePage | null }) {
  const { given, typed, problems, people } = props
  const { id } = given.journey
  if (people === null) return null
  return (
    <QuestionPage {...props} step="who" title="Choose the person">
      <form method="post" action={`/refer/${id}/who`} novalidate>
        <WhoField
          {...{ people, sending: given.sending, today: given.today }}
          chosen={typed.get('who')}
          error={messageFor(problems, 'who')}
        />
        <Button>Continue</Button>
      </form>
      <PeoplePages people={people} href={(page) => `/refer/${id}/who?page=${page}`} />
    </QuestionPage>
  )
}

interface PeoplePagesProps {
  readonly people: PeoplePage
  href(page: number): string
}

/** The way to the rest of the list, where it does not fit on one page. */
export function PeoplePages({ people, href }: PeoplePagesProps) {
  const { pageNumber, totalPages } = people
  if (totalPages < 2) return null
  const to = (page: number, label: string) => ({ href: href(page), label })
  return (
    <Pagination
      ariaLabel="Pages of people"
      previous={pageNumber > 1 ? to(pageNumber - 1, 'Earlier names') : undefined}
      next={pageNumber < totalPages ? to(pageNumber + 1, 'Later names') : undefined}
    />
  )
}
