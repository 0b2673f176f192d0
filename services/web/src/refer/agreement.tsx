import type { AgreementGiven } from '@waymark/contracts'
import { addDays } from '@waymark/core'
import type { FormProblem } from '../forms.ts'
import {
  AgreementFields,
  nothingAgreed,
  readAgreement,
  type TypedAgreement,
} from '../referrals/agreement-form.tsx'
import { Button } from '../ui/button.tsx'
import { QuestionPage, type QuestionProps, questionProps } from './question-page.tsx'
import { firstNameIn, type Question, type Taken } from './referring.ts'

/** That the person said yes to sharing, in which words, how and for how long. */
export const agreementQuestion: Question = {
  show(given, refused) {
    const { agreement } = given.journey.answers
    const kept = agreement === null ? nothingAgreed(given.today) : asTyped(agreement)
    const typed = refused === undefined ? kept : readAgreement(refused.typed).typed
    const props = questionProps(given, new URLSearchParams(), refused)
    return <AgreementView {...props} agreed={typed} />
  },
  take({ journey, today }, typed): Taken {
    const { agreement, problems } = readAgreement(typed)
    if (agreement === null) return { refused: { typed, problems } }
    const wrong = daysAmiss(agreement, today)
    if (wrong.length > 0) return { refused: { typed, problems: wrong } }
    return { answers: { ...journey.answers, agreement } }
  },
}

function asTyped({ how, askedOn, scope, until }: AgreementGiven): TypedAgreement {
  const holds = until === null ? 'end' : 'day'
  return { how, scope, holds, until: until ?? '', askedOn: { chosen: askedOn, other: '' } }
}

/** What referrals would refuse, said while the question is still open. */
function daysAmiss({ askedOn, until }: AgreementGiven, today: string): FormProblem[] {
  const tomorrow = addDays(today, 1)
  return [
    ...(askedOn >= tomorrow
      ? [{ field: 'askedOn', message: 'Give a day that is not in the future' }]
      : []),
    ...(until !== null && until < today
      ? [{ field: 'until', message: 'Give today or a later day' }]
      : []),
  ]
}

function AgreementView(props: QuestionProps & { readonly agreed: TypedAgreement }) {
  const { given, problems, agreed } = props
  const { id, answers } = given.journey
  return (
    <QuestionPage {...props} step="agreement" title={`Does ${firstNameIn(answers)} agree?`}>
      <form method="post" action={`/refer/${id}/agreement`} novalidate>
        <AgreementFields typed={agreed} problems={problems} today={given.today} />
        <Button>Continue</Button>
      </form>
    </QuestionPage>
  )
}
