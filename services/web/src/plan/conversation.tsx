import {
  type Conversation,
  conversationGiven,
  conversationKinds,
  talkWays,
} from '@waymark/contracts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { dayInWords } from '../ui/format.ts'
import { ChoiceField, ToldFields, toldIn, WordsField, yesNo } from './fields.tsx'
import { type LineKind, lineKind } from './kind.ts'
import { type FieldsProps, nothingTyped, wordsOrNull, yesOrNo } from './typed.ts'

/** That somebody talked with the person about the plan: written once, as it was. */
export const conversationLine: LineKind<Conversation> = lineKind({
  reading: {
    schema: conversationGiven,
    draft: (typed) => {
      const { how: way, on } = toldIn(typed)
      return {
        ...{ kind: typed.get('kind') ?? undefined, on, way },
        personTookPart: yesOrNo(typed, 'personTookPart'),
        whyNot: yesOrNo(typed, 'personTookPart') === false ? wordsOrNull(typed, 'whyNot') : null,
        preparationOffered: yesOrNo(typed, 'preparationOffered'),
      }
    },
    unanswered: {
      kind: 'Say what it was for',
      how: 'Say how you talked',
      on: 'Say on which day you talked',
      personTookPart: 'Say whether the person took part',
      preparationOffered: 'Say whether they were offered time and help to prepare',
    },
    fields: { way: 'how' },
  },
  Fields: ConversationFields,
  first: 'kind',
  show: (held, today) => (
    <>
      <strong>{conversationKinds[held.kind]}</strong>, {talkWays[held.way]}, on{' '}
      {dayInWords(held.on, today)}
      <span class="wm-line wm-plan__by">{partInWords(held)}</span>
      {held.whyNot !== null && (
        <span class="wm-line">
          Why not: <OwnWords words={held.whyNot} />
        </span>
      )}
    </>
  ),
  typedOf: () => nothingTyped,
  add: (plans, input) => plans.addConversation(input),
  edit: null,
  remove: null,
})

function partInWords({ personTookPart, preparationOffered }: Conversation): string {
  const part = personTookPart ? 'They took part' : 'They took no part'
  const prepared = preparationOffered
    ? 'Time and help to prepare were offered'
    : 'No time or help to prepare was offered'
  return `${part}. ${prepared}.`
}

function ConversationFields(props: FieldsProps) {
  const { typed, problems, firstName } = props
  const field = { typed, problems }
  return (
    <>
      <ChoiceField {...field} name="kind" legend="What was it for?" choices={conversationKinds} />
      <ToldFields {...props} how="How did you talk?" on="When did you talk?" />
      <ChoiceField
        {...field}
        name="personTookPart"
        legend={
          <>
            Did <bdi>{firstName}</bdi> take part?
          </>
        }
        choices={yesNo}
        inline
      />
      <WordsField {...field} name="whyNot" label="If not: why not?" rows={2} />
      <ChoiceField
        {...field}
        name="preparationOffered"
        legend="Were they offered time and help to prepare?"
        hint="For example: a list of questions beforehand, or somebody to come with them."
        choices={yesNo}
        inline
      />
    </>
  )
}
