import { type Need, need, needs, referralWish } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { Checkboxes, type ChoiceItem, Radios } from '../ui/choices.tsx'
import { Select } from '../ui/select.tsx'
import { Textarea } from '../ui/textarea.tsx'
import { QuestionPage, type QuestionProps, questionProps } from './question-page.tsx'
import { firstNameIn, type Question, type Taken, typedOr } from './referring.ts'

/** What would help, why, what the group has to know, and what matters to the person. */
export const whyQuestion: Question = {
  show(given, refused) {
    const { why, group } = given.journey.answers
    const offered = group?.needs ?? []
    const kept = why?.need ?? offered[0]
    const isOffered = kept === undefined || offered.length === 0 || offered.includes(kept)
    const typed = typedOr(refused, {
      need: isOffered ? kept : 'other',
      otherNeed: isOffered ? null : kept,
      reason: why?.reason,
      needToKnow: why?.needToKnow,
      whatMatters: why?.whatMatters,
      notYet: why !== null && why.whatMatters === null ? 'yes' : null,
    })
    return <WhyView {...questionProps(given, typed, refused)} />
  },
  take({ journey }, typed): Taken {
    const read = readWhy(typed)
    if ('problems' in read) return { refused: { typed, problems: read.problems } }
    return { answers: { ...journey.answers, why: read } }
  },
}

const whyShape = referralWish.omit({ risks: true })
type Why = ReturnType<(typeof whyShape)['parse']>

/** Reads what was typed, and names what is missing or too long. */
export function readWhy(typed: URLSearchParams): Why | { readonly problems: FormProblem[] } {
  const words = (name: string) => {
    const text = normalised(typed.get(name) ?? '')
    return text.trim() === '' ? null : text
  }
  const chosen = typed.get('need') === 'other' ? typed.get('otherNeed') : typed.get('need')
  const whatMatters = words('whatMatters')
  const missing: FormProblem[] = [
    ...(need.safeParse(chosen).success
      ? []
      : [{ field: 'need', message: 'Choose what would help them' }]),
    ...(words('reason') === null
      ? [{ field: 'reason', message: 'Write in a sentence why they would go' }]
      : []),
    ...(whatMatters === null && typed.get('notYet') !== 'yes'
      ? [{ field: 'whatMatters', message: 'Write what matters to them, or tick “Not yet”' }]
      : []),
  ]
  const read = whyShape.safeParse({
    ...{ need: chosen, reason: words('reason') ?? '', whatMatters },
    needToKnow: words('needToKnow'),
  })
  if (read.success && missing.length === 0) return read.data
  const named = new Set(missing.map(({ field }) => field))
  const others = (read.error?.issues ?? [])
    .map(({ path, message }) => ({ field: String(path[0]), message }))
    .filter(({ field }) => !named.has(field))
    .map(({ field, message }) => ({ field, message: withCount(message, words(field)) }))
  return { problems: [...missing, ...others] }
}

/** A browser sends a new line as two characters; people count it as one. */
function normalised(text: string): string {
  return text.replaceAll('\r\n', '\n')
}

function withCount(message: string, typed: string | null): string {
  if (!message.includes('characters or fewer') || typed === null) return message
  return `${message.replace(/\.$/, '')}: you have ${typed.length}`
}

function WhyView(props: QuestionProps) {
  const { given, typed, problems } = props
  const name = firstNameIn(given.journey.answers)
  const error = (field: string) => messageFor(problems, field)
  const value = (field: string) => typed.get(field) ?? ''
  return (
    <QuestionPage {...props} step="why" title="What would help, and why">
      <form method="post" action={`/refer/${given.journey.id}/why`} novalidate>
        <NeedField {...props} />
        <Textarea
          name="reason"
          label={{ children: 'Why they would like to go', size: 's' }}
          hint="One or two sentences, 150 characters at most. The group reads it after a yes."
          rows={3}
          value={value('reason')}
          error={error('reason')}
          attributes={{ 'data-most': 150 }}
        />
        <Textarea
          name="needToKnow"
          label={{ children: 'What the group has to know to decide (optional)', size: 's' }}
          hint="Walking, hearing, an interpreter, somebody with them. The group reads it first."
          rows={3}
          value={value('needToKnow')}
          error={error('needToKnow')}
          attributes={{ 'data-most': 500 }}
        />
        <Textarea
          name="whatMatters"
          label={{ children: `What matters to ${name}, in their own words`, size: 's' }}
          hint="As they said it, in any language. The group reads it after a yes."
          rows={3}
          value={value('whatMatters')}
          error={error('whatMatters')}
          attributes={{ dir: 'auto' }}
        />
        <Checkboxes
          name="notYet"
          small
          items={[
            { value: 'yes', label: 'Not yet in their words', checked: value('notYet') === 'yes' },
          ]}
        />
        <Button>Continue</Button>
      </form>
    </QuestionPage>
  )
}

/** What the group is for comes first: of eighteen needs it is nearly always one of those. */
function NeedField({ given, typed, problems }: QuestionProps) {
  const chosen = typed.get('need')
  const offered = given.journey.answers.group?.needs ?? []
  const item = (value: Need): ChoiceItem => ({
    ...{ value, label: needs[value] },
    checked: chosen === value,
  })
  const others = need.options.filter((each) => !offered.includes(each))
  const other: ChoiceItem = {
    ...{ value: 'other', label: 'Something else', checked: chosen === 'other' },
    conditional: (
      <Select
        name="otherNeed"
        label={{ children: 'What' }}
        value={typed.get('otherNeed') ?? ''}
        options={[
          { value: '', label: 'Choose' },
          ...others.map((value) => ({ value, label: needs[value] })),
        ]}
      />
    ),
  }
  return (
    <Radios
      name="need"
      classes="wm-answers__choice"
      small={offered.length === 0}
      fieldset={{ legend: { children: 'What would help them?', size: 's' } }}
      error={messageFor(problems, 'need')}
      items={offered.length === 0 ? others.map(item) : [...offered.map(item), other]}
    />
  )
}
