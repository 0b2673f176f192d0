import { type Goal, goalGiven, wordings } from '@waymark/contracts'
import { messageFor } from '../forms.ts'
import { languageChoices } from '../people/languages.ts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { DateInput } from '../ui/near-day.tsx'
import { Select } from '../ui/select.tsx'
import { ChoiceField, InDanger, OutOfTenField, WordsField, yesNo } from './fields.tsx'
import { type LineKind, lineKind } from './kind.ts'
import {
  asTyped,
  dayOrNull,
  type FieldsProps,
  numberOrNull,
  type Typed,
  wordsOrNull,
  yesOrNo,
} from './typed.ts'

/** A goal. Its words are kept as they were typed. */
export const goalKind: LineKind<Goal> = lineKind({
  reading: {
    schema: goalGiven,
    draft: draftOf,
    unanswered: {
      words: 'Write the goal down',
      wording: 'Say whose words these are',
      language: 'Choose the language of these words',
      importance: 'Choose a number from 0 to 10, or none',
      confidence: 'Choose a number from 0 to 10, or none',
      agreedByPerson: 'Say whether they agree with this goal',
      agreedOn: 'Give a day like 27/3/2026',
    },
  },
  Fields: GoalFields,
  first: 'words',
  show: (goal) => <OwnWords words={goal.words} />,
  typedOf,
  add: (plans, input) => plans.addGoal(input),
  edit: (plans, input) => plans.editGoal(input),
  remove: null,
})

function draftOf(typed: Typed) {
  const names = (typed.get('agreedWith') ?? '').split(/\r?\n/)
  return {
    words: typed.get('words') ?? '',
    wording: typed.get('wording') ?? undefined,
    language: typed.get('language') ?? 'en',
    whyItMatters: wordsOrNull(typed, 'whyItMatters'),
    goodLooksLike: wordsOrNull(typed, 'goodLooksLike'),
    importance: numberOrNull(typed, 'importance'),
    confidence: numberOrNull(typed, 'confidence'),
    agreedWith: names.filter((name) => name.trim() !== ''),
    agreedByPerson: yesOrNo(typed, 'agreedByPerson'),
    agreedOn: dayOrNull(typed.get('agreedOn')),
  }
}

function typedOf(goal: Goal): Typed {
  const { words, wording, language, whyItMatters, goodLooksLike, importance, confidence } = goal
  const { agreedWith, agreedByPerson, agreedOn } = goal
  return asTyped({
    ...{ words, wording, language, whyItMatters, goodLooksLike, importance, confidence },
    ...{ agreedWith: agreedWith.join('\r\n'), agreedByPerson, agreedOn },
  })
}

function GoalFields(props: FieldsProps) {
  const { typed, problems, firstName } = props
  const field = { typed, problems }
  const language = typed.get('language') ?? 'en'
  return (
    <>
      <WordsField
        {...field}
        name="words"
        label={
          <>
            What does <bdi>{firstName}</bdi> want?
          </>
        }
        hint="In their own words, in any language. Up to 1000 characters."
        rows={4}
      />
      <InDanger />
      <ChoiceField {...field} name="wording" legend="Whose words are these?" choices={wordings} />
      <Select
        name="language"
        label={{ children: 'In which language?', size: 's' }}
        value={language}
        error={messageFor(problems, 'language')}
        options={languageChoices(language)}
      />
      <WordsField {...field} name="whyItMatters" label="Why does it matter to them?" hint={leave} />
      <WordsField
        {...field}
        name="goodLooksLike"
        label="What would it look like if it went well?"
        hint={leave}
      />
      <OutOfTenField
        {...field}
        name="importance"
        label="How important is it to them, 0 to 10?"
        none={notAsked}
      />
      <OutOfTenField
        {...field}
        name="confidence"
        label="How sure are they that they can do it, 0 to 10?"
        none={notAsked}
      />
      <AgreedFields {...props} />
    </>
  )
}

const leave = 'You can leave it out.'
const notAsked = 'Not asked yet'

function AgreedFields({ typed, problems, firstName }: FieldsProps) {
  const field = { typed, problems }
  return (
    <>
      <ChoiceField
        {...field}
        name="agreedByPerson"
        legend={
          <>
            Does <bdi>{firstName}</bdi> agree with this goal?
          </>
        }
        choices={{ ...yesNo, no: 'Not yet' }}
        inline
      />
      <WordsField
        {...field}
        name="agreedWith"
        label="Who agreed it with them?"
        hint="Names, one on each line. You can leave it out."
        rows={2}
      />
      <DateInput
        name="agreedOn"
        label="When was it agreed?"
        value={typed.get('agreedOn') ?? ''}
        error={messageFor(problems, 'agreedOn')}
      />
    </>
  )
}
