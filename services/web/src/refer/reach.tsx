import type { ContactDetails } from '@waymark/contracts'
import { isAppError } from '@waymark/core'
import { formProblems } from '../forms.ts'
import { ContactFields } from '../people/contact-form.tsx'
import { contactAsTyped, contactField, readContact } from '../people/read-contact.ts'
import { Button } from '../ui/button.tsx'
import type { KnownPerson } from './answers.ts'
import { QuestionPage, type QuestionProps, questionProps } from './question-page.tsx'
import { firstNameIn, type Question, type Referring, type Taken } from './referring.ts'

/** How to reach them safely: asked only when nobody knows. */
export const reachQuestion: Question = {
  show(given, refused) {
    return <ReachView {...questionProps(given, refused?.typed ?? keptOf(given), refused)} />
  },
  async take(given, typed): Promise<Taken> {
    const { answers } = given.journey
    if (typed.get('then') === 'skip') return { answers: { ...answers, reach: { contact: null } } }
    const { contact, problems } = readContact(typed)
    if (contact === null) return { refused: { typed, problems } }
    if (contact.askedOn > given.today) {
      const message = 'Give a day that is not in the future'
      return { refused: { typed, problems: [{ field: 'askedOn', message }] } }
    }
    const { who } = answers
    if (who?.kind !== 'person') return { answers: { ...answers, reach: { contact } } }
    return keepOnRecord(given, { who, contact, typed })
  },
}

/** Nothing is typed yet: the fields then show what is kept, read by `readContact` again. */
function keptOf({ journey }: Referring): URLSearchParams {
  const contact = journey.answers.reach?.contact ?? null
  if (contact === null) return new URLSearchParams()
  const { askedOn, ...words } = contactAsTyped(contact)
  return new URLSearchParams({ ...words, askedOn: 'other', askedOnOther: askedOn.chosen })
}

interface Kept {
  readonly who: KnownPerson
  readonly contact: ContactDetails
  readonly typed: URLSearchParams
}

/** What is true of the person is kept on their record at once, and not only for this referral. */
async function keepOnRecord(
  { visitor, journey }: Referring,
  { who, contact, typed }: Kept,
): Promise<Taken> {
  const params = { id: who.personId }
  try {
    const { version } = await visitor.people.readPerson({ params })
    await visitor.people.setContact({ params, body: contact, ifMatch: version })
  } catch (error) {
    if (isAppError(error, 'stale')) throw error
    const problems = formProblems(error, 'phone').map(({ field, message }) => ({
      ...{ field: contactField(field), message },
    }))
    return { refused: { typed, problems } }
  }
  const reached = { who: { ...who, hasContact: true }, reach: { contact } }
  return { answers: { ...journey.answers, ...reached } }
}

function ReachView(props: QuestionProps) {
  const { given, typed, problems } = props
  const { id, answers } = given.journey
  const name = firstNameIn(answers)
  const isKnown = answers.who?.kind === 'person'
  return (
    <QuestionPage {...props} step="reach" title={`How to reach ${name} safely`}>
      <p>
        The group is given only the ways that are safe, and only after a yes.
        {isKnown && ' What you write is kept on their record.'}
      </p>
      <form method="post" action={`/refer/${id}/reach`} novalidate>
        <ContactFields typed={readContact(typed).typed} problems={problems} today={given.today} />
        <div class="wm-acts">
          <Button>Continue</Button>
          <Button variant="secondary" name="then" value="skip">
            Nobody has asked them yet
          </Button>
        </div>
        <p class="nhsuk-hint">Then the group reaches them through you.</p>
      </form>
    </QuestionPage>
  )
}
