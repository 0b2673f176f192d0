import type { LinkedAssignment } from '@waymark/contracts'
import { londonWallTime } from '@waymark/core'
import { type FormProblem, messageFor } from '../../forms.ts'
import { Button } from '../../ui/button.tsx'
import { timeInWords } from '../../ui/format.ts'
import { TextInput } from '../../ui/input.tsx'
import { addressOf } from './address.ts'

interface CodePartProps {
  readonly code: LinkedAssignment['code']
  /** Undefined once sharing has stopped. */
  readonly firstName: string | undefined
  readonly token: string
  readonly problems?: readonly FormProblem[] | undefined
}

/** After a yes: the surname and how to reach them are for whoever reads the group's mailbox. */
export function CodePart({ code, firstName, token, problems = [] }: CodePartProps) {
  if (code.state === 'sent') return <TypeIn {...{ code, token, problems }} />
  if (code.state !== 'notSent') return null
  return (
    <form class="wm-answer__yes" method="post" action={addressOf(token, 'code')}>
      <h2 class="nhsuk-heading-m">One step to the surname and phone number</h2>
      <p>
        To keep <bdi>{firstName ?? 'them'}</bdi> safe we send a code of six digits to your group’s
        mailbox. Type it in here, and you see how to reach them.
      </p>
      <Button id="send-code">Send me the code</Button>
    </form>
  )
}

interface TypeInProps extends Pick<CodePartProps, 'token'> {
  readonly code: Extract<LinkedAssignment['code'], { state: 'sent' }>
  readonly problems: readonly FormProblem[]
}

function TypeIn({ code, token, problems }: TypeInProps) {
  const until = timeInWords(londonWallTime(new Date(code.expiresAt)))
  const tries = code.triesLeft === 1 ? 'one try' : `${code.triesLeft} tries`
  const hint = `Six digits, sent to your group’s mailbox. Use it before ${until}; you have ${tries}.`
  return (
    <>
      <form class="wm-answer__yes" method="post" action={addressOf(token, 'proof')} novalidate>
        <TextInput
          name="code"
          label={{ children: 'Code from the e-mail', size: 's' }}
          hint={hint}
          inputmode="numeric"
          autocomplete="one-time-code"
          width={10}
          code
          error={messageFor(problems, 'code')}
        />
        <Button>Show me how to reach them</Button>
      </form>
      <form method="post" action={addressOf(token, 'code')}>
        <input type="hidden" name="another" value="yes" />
        <p>Nothing there? Look in the spam folder, or ask for another.</p>
        <Button id="send-code" variant="secondary">
          Send another code
        </Button>
      </form>
    </>
  )
}
