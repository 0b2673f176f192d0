import { answerGiven, personSaysWords, ratingGiven } from '@waymark/contracts'
import {
  ChoiceField,
  InDanger,
  OutOfTenField,
  ToldFields,
  toldIn,
  WordsField,
  yesNo,
} from './fields.tsx'
import {
  type FieldsProps,
  numberOrNull,
  type Read,
  readBy,
  type Typed,
  wordsOrNull,
  yesOrNo,
} from './typed.ts'

/** Where a part of the contract is typed in a field of another name. */
export const toldFields = { told: 'how', 'told/how': 'how', 'told/on': 'on' } as const

/** What the person says to what a group said, written down for them. */
export function readAnswer(typed: Typed) {
  return readBy(
    {
      schema: answerGiven,
      draft: () => ({
        ...{ revision: numberOrNull(typed, 'revision'), says: typed.get('says') ?? undefined },
        ...{ score: numberOrNull(typed, 'score'), words: wordsOrNull(typed, 'words') },
        ...{ saidBy: typed.get('saidBy') ?? undefined, told: toldIn(typed) },
        tellReferrer: yesOrNo(typed, 'tellReferrer'),
      }),
      unanswered: {
        says: 'Say what they answered',
        score: 'Choose a number from 0 to 10, or none',
        saidBy: 'Say who answered',
        how: 'Say how they told you',
        on: 'Say on which day they told you',
        tellReferrer: 'Say whether whoever referred them may read this',
        revision: 'Read again what the group says, and save once more',
      },
      fields: { ...toldFields, revision: 'says' },
    },
    typed,
  )
}

/** The answer of the person, or of somebody who speaks for them. Read by `readAnswer`. */
export function AnswerFields(props: FieldsProps) {
  const { typed, problems, firstName } = props
  const field = { typed, problems }
  return (
    <>
      <ChoiceField
        {...field}
        name="says"
        legend="Did it help with this goal?"
        choices={personSaysWords}
      />
      <OutOfTenField
        {...field}
        name="score"
        label="How near is the goal now, 0 to 10?"
        hint="0 is not at all, 10 is all the way. Their number, not yours."
        none="They gave no number"
      />
      <WordsField
        {...field}
        name="words"
        label="In their own words"
        hint="Up to 1000 characters. You can leave it out."
      />
      <InDanger />
      <ChoiceField
        {...field}
        name="saidBy"
        legend="Who said it?"
        hint="Only what they say themself moves the goal. What somebody else says stands beside it."
        choices={whoSaid(firstName)}
      />
      <ToldFields {...props} how="How did they tell you?" on="When did they tell you?" />
      <ChoiceField
        {...field}
        name="tellReferrer"
        legend="May whoever referred them read this?"
        choices={yesNo}
        inline
      />
    </>
  )
}

function whoSaid(firstName: string) {
  return {
    person: <bdi>{firstName}</bdi>,
    representative: 'Somebody who speaks for them',
  }
}

/** How near a goal is, by whoever says so. */
export function readScore(typed: Typed): Read<ReturnType<typeof ratingGiven.parse>> {
  const isOwn = typed.get('by') === 'worker'
  return readBy(
    {
      schema: ratingGiven,
      draft: () => ({
        ...{ score: numberOrNull(typed, 'score'), by: typed.get('by') ?? undefined },
        words: wordsOrNull(typed, 'words'),
        told: isOwn ? null : toldIn(typed),
      }),
      unanswered: {
        score: 'Choose a number from 0 to 10',
        by: 'Say whose score this is',
        how: 'Say how they told you',
        on: 'Say on which day they told you',
      },
      fields: toldFields,
    },
    typed,
  )
}

/** A score, and whose it is. Read by `readScore`. */
export function ScoreFields(props: FieldsProps) {
  const { typed, problems, firstName } = props
  const field = { typed, problems }
  return (
    <>
      <ChoiceField
        {...field}
        name="by"
        legend="Whose score is this?"
        hint="They are kept apart, and never made into one."
        choices={{ ...whoSaid(firstName), worker: 'Mine' }}
      />
      <OutOfTenField
        {...field}
        name="score"
        label="How near is the goal, 0 to 10?"
        hint="0 is not at all, 10 is all the way."
        none="Choose a number"
      />
      <WordsField
        {...field}
        name="words"
        label="Any words with it"
        hint="Up to 1000 characters. You can leave it out."
        rows={2}
      />
      <InDanger />
      <ToldFields
        {...props}
        how="If it is not yours: how did they tell you?"
        on="And when did they tell you?"
      />
    </>
  )
}
