import { type CircleMember, memberGiven } from '@waymark/contracts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { ChoiceField, LineField, WordsField, yesNo } from './fields.tsx'
import { type LineKind, lineKind } from './kind.ts'
import { asTyped, type FieldsProps, wordsOrNull, yesOrNo } from './typed.ts'

/** Somebody of the person's circle of support. */
export const memberKind: LineKind<CircleMember> = lineKind({
  reading: {
    schema: memberGiven,
    draft: (typed) => ({
      name: typed.get('name') ?? '',
      relationship: typed.get('relationship') ?? '',
      chosenByPerson: yesOrNo(typed, 'chosenByPerson'),
      shouldSeePlan: yesOrNo(typed, 'shouldSeePlan'),
      whyNotYet: wordsOrNull(typed, 'whyNotYet'),
    }),
    unanswered: {
      name: 'Enter their name',
      relationship: 'Say who they are to the person',
      chosenByPerson: 'Say whether the person chose them',
      shouldSeePlan: 'Say whether they should see the plan',
    },
  },
  Fields: MemberFields,
  first: 'name',
  show: (member) => (
    <>
      <strong>
        <bdi>{member.name}</bdi>
      </strong>
      , <OwnWords words={member.relationship} />
      <span class="wm-line wm-plan__by">{memberInWords(member)}</span>
      {member.whyNotYet !== null && (
        <span class="wm-line">
          Cannot see it yet: <OwnWords words={member.whyNotYet} />
        </span>
      )}
    </>
  ),
  typedOf: ({ name, relationship, chosenByPerson, shouldSeePlan, whyNotYet }) =>
    asTyped({ name, relationship, chosenByPerson, shouldSeePlan, whyNotYet }),
  add: (plans, input) => plans.addMember(input),
  edit: (plans, input) => plans.editMember(input),
  remove: (plans, { id, version }) => plans.removeMember({ params: { id }, ifMatch: version }),
})

function memberInWords({ chosenByPerson, shouldSeePlan }: CircleMember): string {
  const chosen = chosenByPerson ? 'Chosen by the person' : 'Not chosen by the person'
  return `${chosen}. ${shouldSeePlan ? 'Should see the plan' : 'Does not need to see the plan'}.`
}

function MemberFields({ typed, problems, firstName }: FieldsProps) {
  const field = { typed, problems }
  return (
    <>
      <LineField {...field} name="name" label="Their name" />
      <LineField
        {...field}
        name="relationship"
        label={
          <>
            Who they are to <bdi>{firstName}</bdi>
          </>
        }
        hint="For example: my daughter, a neighbour."
      />
      <ChoiceField
        {...field}
        name="chosenByPerson"
        legend={
          <>
            Did <bdi>{firstName}</bdi> choose them?
          </>
        }
        choices={yesNo}
        inline
      />
      <ChoiceField
        {...field}
        name="shouldSeePlan"
        legend="Should they see the plan?"
        choices={yesNo}
        inline
      />
      <WordsField
        {...field}
        name="whyNotYet"
        label="If they should and cannot yet: why not?"
        hint="For example: she has no e-mail; a copy goes by post. You can leave it out."
        rows={2}
      />
    </>
  )
}
