import { type EntryKind, type EntryOfPlan, entryGiven } from '@waymark/contracts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import { ChoiceField, InDanger, WordsField, yesNo } from './fields.tsx'
import { type LineKind, lineKind } from './kind.ts'
import { asTyped, type FieldsProps, yesOrNo } from './typed.ts'

/** What a plan says about a person beside their goals, of one kind. */
export function entryKindOf(kind: EntryKind): LineKind<EntryOfPlan> {
  return lineKind({
    reading: {
      schema: entryGiven,
      draft: (typed) => ({
        kind,
        words: typed.get('words') ?? '',
        saidByPerson: yesOrNo(typed, 'saidByPerson'),
      }),
      unanswered: { words: 'Write it down', saidByPerson: 'Say whose words these are' },
    },
    Fields: EntryFields,
    first: 'words',
    show: (entry) => (
      <>
        <OwnWords words={entry.words} />
        <span class="wm-line wm-plan__by">
          {entry.saidByPerson ? 'They said it' : 'Said by somebody who knows them well'}
        </span>
      </>
    ),
    typedOf: ({ words, saidByPerson }) => asTyped({ words, saidByPerson }),
    add: (plans, input) => plans.addEntry(input),
    edit: (plans, input) => plans.editEntry(input),
    remove: (plans, { id, version }) => plans.removeEntry({ params: { id }, ifMatch: version }),
  })
}

function EntryFields({ typed, problems, firstName }: FieldsProps) {
  const field = { typed, problems }
  return (
    <>
      <WordsField
        {...field}
        name="words"
        label="In their words, as near as you can"
        hint="Up to 2000 characters."
        rows={5}
      />
      <InDanger />
      <ChoiceField
        {...field}
        name="saidByPerson"
        legend={
          <>
            Did <bdi>{firstName}</bdi> say this?
          </>
        }
        choices={{ ...yesNo, no: 'No, somebody who knows them well did' }}
      />
    </>
  )
}
