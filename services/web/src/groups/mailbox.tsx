import { messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/input.tsx'
import { InsetText } from '../ui/messages.tsx'
import { TaskPage, type TaskProps } from './task-page.tsx'

/** A code is sent to the address on file, and typed in here. */
export function MailboxView(props: TaskProps) {
  const { organisation, readiness } = props.group
  const isMet = readiness.tasks.some(({ task, met }) => task === 'mailbox' && met)
  return (
    <TaskPage {...props} title="Show that our e-mail reaches you">
      {organisation.email === null ? (
        <p>There is no e-mail address on file for your group. Ask the directory team to add one.</p>
      ) : isMet ? (
        <InsetText>
          <p>
            Done: our e-mail reaches <bdi>{organisation.email}</bdi>.
          </p>
        </InsetText>
      ) : (
        <Codes {...props} email={organisation.email} />
      )}
    </TaskPage>
  )
}

function Codes({ group, problems = [], email }: TaskProps & { readonly email: string }) {
  const action = `/groups/${group.organisation.id}/ready/mailbox`
  const { code } = group.readiness
  return (
    <>
      <p>
        Referrals are answered from your e-mail. We send a code of six digits to{' '}
        <strong>
          <bdi>{email}</bdi>
        </strong>
        ; you type it in here.
      </p>
      {code && (
        <form method="post" action={action} novalidate>
          <TextInput
            name="code"
            label={{ children: 'Code from the e-mail', size: 's' }}
            hint="Six digits. It works for 30 minutes, for the newest e-mail only."
            inputmode="numeric"
            autocomplete="one-time-code"
            width={10}
            code
            error={messageFor(problems, 'code')}
          />
          <Button>Continue</Button>
        </form>
      )}
      <form method="post" action={`${action}/code`}>
        {code && <p>Nothing there? Look in the spam folder, or ask for another.</p>}
        <Button id="send-code" variant={code ? 'secondary' : undefined}>
          {code ? 'Send another code' : 'Send the code'}
        </Button>
      </form>
    </>
  )
}
