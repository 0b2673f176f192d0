import { actionGiven, actionStates, doers, type PlanAction } from '@waymark/contracts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { ChoiceField, LineField, WordsField } from './fields.tsx'
import { type LineKind, lineKind } from './kind.ts'
import { asTyped, type FieldsProps, wordsOrNull } from './typed.ts'

/** One step towards a goal: what, who, when. */
export const stepKind: LineKind<PlanAction> = lineKind({
  reading: {
    schema: actionGiven,
    draft: (typed) => ({
      ...{ what: typed.get('what') ?? '', who: typed.get('who') ?? undefined },
      ...{ whoName: wordsOrNull(typed, 'whoName'), when: typed.get('when') ?? '' },
      ...{ firstStep: wordsOrNull(typed, 'firstStep'), backup: wordsOrNull(typed, 'backup') },
      state: typed.get('state') ?? undefined,
    }),
    unanswered: {
      what: 'Write down what is to be done',
      who: 'Say who does it',
      when: 'Say when',
      state: 'Say how far it has come',
    },
  },
  Fields: StepFields,
  first: 'what',
  show: ({ what, when, who, whoName }) => (
    <>
      <OwnWords words={what} />
      <span class="wm-line wm-plan__by">
        <bdi>{whoName ?? doers[who]}</bdi>, <OwnWords words={when} />
      </span>
    </>
  ),
  typedOf: ({ what, who, whoName, when, firstStep, backup, state }) =>
    asTyped({ what, who, whoName, when, firstStep, backup, state }),
  add: (plans, input) => plans.addAction(input),
  edit: (plans, input) => plans.editAction(input),
  remove: null,
})

/** A step that nobody has begun. */
export const newStep = asTyped({ state: 'toDo' })

function StepFields({ typed, problems, firstName }: FieldsProps) {
  const field = { typed, problems }
  return (
    <>
      <WordsField {...field} name="what" label="What is to be done?" rows={2} />
      <ChoiceField
        {...field}
        name="who"
        legend="Who does it?"
        choices={{ ...doers, person: <bdi>{firstName}</bdi> }}
      />
      <LineField
        {...field}
        name="whoName"
        label="Their name, if it is somebody else"
        hint="You can leave it out."
      />
      <LineField
        {...field}
        name="when"
        label="When?"
        hint="For example: Tuesdays, or before Easter."
      />
      <WordsField
        {...field}
        name="firstStep"
        label="What is the very first thing, and when?"
        hint="For example: ring Jean tomorrow. You can leave it out."
        rows={2}
      />
      <LineField
        {...field}
        name="backup"
        label="Who helps if it gets stuck?"
        hint="You can leave it out."
      />
      <ChoiceField {...field} name="state" legend="How far has it come?" choices={actionStates} />
    </>
  )
}
