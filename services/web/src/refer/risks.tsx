import { type Risk, type Risks, risk, riskShare, riskShares } from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { Button } from '../ui/button.tsx'
import { Radios } from '../ui/choices.tsx'
import { Textarea } from '../ui/textarea.tsx'
import { QuestionPage, type QuestionProps, questionProps } from './question-page.tsx'
import { firstNameIn, type Question, type Taken, typedOr } from './referring.ts'

const mostRisks = 10

/** Risks: none known is said, never assumed; and of each that is known, whether the group hears. */
export const risksQuestion: Question = {
  show(given, refused) {
    const { risks } = given.journey.answers
    const isMore = given.asked.get('more') === '1'
    const typed = typedOr(refused, { known: risks?.known, more: isMore ? '1' : null })
    return <RisksView {...questionProps(given, typed, refused)} />
  },
  take({ journey }, typed): Taken {
    const { answers, id } = journey
    const read = readRisks(typed, listed(answers.risks))
    if ('problems' in read) return { refused: { typed, problems: read.problems } }
    const isMore = typed.get('then') === 'more'
    const isTakenOff = typed.has('takeOff')
    const here = `/refer/${id}/risks${isMore ? '?more=1' : ''}`
    const answered = { answers: { ...answers, risks: read.risks } }
    return isMore || isTakenOff ? { ...answered, goTo: here } : answered
  },
}

function listed(risks: Risks | null): readonly Risk[] {
  return risks?.known === 'some' ? risks.list : []
}

type ReadRisks = { readonly risks: Risks | null } | { readonly problems: FormProblem[] }

/** Reads what was chosen and typed, on top of the risks that are listed already. */
export function readRisks(typed: URLSearchParams, before: readonly Risk[]): ReadRisks {
  const takeOff = typed.get('takeOff')
  if (takeOff !== null) {
    const list = before.filter((_, index) => String(index) !== takeOff)
    return { risks: list.length === 0 ? null : { known: 'some', list } }
  }
  const known = typed.get('known')
  if (known === 'none') return { risks: { known: 'none' } }
  if (known !== 'some') {
    return { problems: [{ field: 'known', message: 'Choose whether there are any known risks' }] }
  }
  const isBlank = (typed.get('words') ?? '').trim() === ''
  if (isBlank && !typed.has('share') && before.length > 0) {
    return { risks: { known: 'some', list: [...before] } }
  }
  return withAnother(typed, before)
}

function withAnother(typed: URLSearchParams, before: readonly Risk[]): ReadRisks {
  if (before.length >= mostRisks) {
    const message = `There is room for ${mostRisks} risks. Take one off, or put two together`
    return { problems: [{ field: 'words', message }] }
  }
  const words = (typed.get('words') ?? '').replaceAll('\r\n', '\n')
  const read = risk.safeParse({ words, share: typed.get('share') })
  if (read.success) return { risks: { known: 'some', list: [...before, read.data] } }
  const isTooLong = words.trim() !== ''
  const messages: Readonly<Record<string, string>> = {
    words: isTooLong
      ? `Use 500 characters or fewer: you have ${words.length}`
      : 'Write what the risk is',
    share: 'Choose whether the group hears of it',
  }
  const wrong = read.error.issues.map(({ path }) => String(path[0]))
  return {
    problems: [...new Set(wrong)].map((field) => ({ field, message: messages[field] ?? '' })),
  }
}

function RisksView(props: QuestionProps) {
  const { given, typed, problems } = props
  const { answers, id } = given.journey
  const before = listed(answers.risks)
  const known = typed.get('known')
  return (
    <QuestionPage {...props} step="risks" title="Known risks">
      <p>
        Anything that could harm {firstNameIn(answers)} or somebody at the group: falls, allergies,
        somebody they must not meet. You decide for each what the group is told.
      </p>
      {before.length > 0 && <RiskList id={id} list={before} />}
      <form method="post" action={`/refer/${id}/risks`} novalidate>
        <Radios
          name="known"
          classes="wm-answers__choice"
          fieldset={{ legend: { children: 'Are there any known risks?', size: 's' } }}
          error={messageFor(problems, 'known')}
          items={[
            { value: 'none', label: 'No known risks', checked: known === 'none' },
            {
              value: 'some',
              label: before.length > 0 ? 'Yes, those above' : 'Yes',
              checked: known === 'some',
              conditional: <OneRisk {...props} isAnother={before.length > 0} />,
            },
          ]}
        />
        <Button>Continue</Button>
      </form>
    </QuestionPage>
  )
}

function RiskList({ id, list }: { readonly id: string; readonly list: readonly Risk[] }) {
  return (
    <ol class="wm-risks">
      {list.map(({ words, share }, index) => (
        <li>
          <span class="wm-line">
            <OwnWords words={words} />
          </span>
          <span class="wm-risks__share">{riskShares[share]}</span>
          <form method="post" action={`/refer/${id}/risks`}>
            <button class="wm-risks__off" type="submit" name="takeOff" value={String(index)}>
              Take off<span class="nhsuk-u-visually-hidden">{` risk ${index + 1}`}</span>
            </button>
          </form>
        </li>
      ))}
    </ol>
  )
}

function OneRisk(props: QuestionProps & { readonly isAnother: boolean }) {
  const { typed, problems, isAnother } = props
  return (
    <>
      <Textarea
        name="words"
        label={{ children: isAnother ? 'Another risk (optional)' : 'What is the risk?' }}
        rows={2}
        value={typed.get('words') ?? ''}
        error={messageFor(problems, 'words')}
        attributes={{ 'data-most': 500, dir: 'auto' }}
      />
      <Radios
        name="share"
        small
        fieldset={{ legend: { children: 'Does the group hear of it?' } }}
        error={messageFor(problems, 'share')}
        items={riskShare.options.map((value) => ({
          ...{ value, label: riskShares[value] },
          checked: typed.get('share') === value,
        }))}
      />
      <Button variant="secondary" name="then" value="more">
        Add another
      </Button>
    </>
  )
}
