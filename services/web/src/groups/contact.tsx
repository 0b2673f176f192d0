import type { SafeguardingContact } from '@waymark/contracts'
import { messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/input.tsx'
import { TaskPage, type TaskProps } from './task-page.tsx'

interface ContactViewProps extends TaskProps {
  /** What was typed, or what is kept. */
  readonly typed: SafeguardingContact
}

/** Whom to ring when somebody may be in danger of harm. */
export function ContactView({ typed, ...props }: ContactViewProps) {
  const { organisation, readiness } = props.group
  const error = (field: string) => messageFor(props.problems ?? [], field)
  return (
    <TaskPage {...props} title="Safeguarding contact">
      <p>
        Whom we ring when somebody may be in danger of harm. Staff who refer people see this; it is
        never on your page.
      </p>
      <form method="post" action={`/groups/${organisation.id}/ready/safeguarding`} novalidate>
        <input type="hidden" name="version" value={String(readiness.version)} />
        <TextInput
          name="name"
          label={{ children: 'Name' }}
          value={typed.name}
          error={error('name')}
          autocomplete="off"
          width={20}
        />
        <TextInput
          name="phone"
          type="tel"
          label={{ children: 'Phone number' }}
          hint="A phone number, an e-mail address, or both."
          value={typed.phone ?? undefined}
          error={error('phone')}
          autocomplete="off"
          width={20}
        />
        <TextInput
          name="email"
          type="email"
          label={{ children: 'E-mail address' }}
          value={typed.email ?? undefined}
          error={error('email')}
          autocomplete="off"
          spellcheck={false}
        />
        <Button>Save</Button>
      </form>
    </TaskPage>
  )
}
