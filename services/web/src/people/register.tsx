import type { Entry } from '@waymark/contracts'
import { Button } from '../ui/button.tsx'
import { SummaryList } from '../ui/content.tsx'
import type { PageFrame } from '../ui/page.tsx'
import { detailRows } from './detail-rows.tsx'
import { DetailsFields, type DetailsFieldsProps } from './details-form.tsx'
import { firstNameOf, nameOf } from './names.ts'
import { PeoplePage, toMyPeople } from './people-page.tsx'

interface RegisterProps extends DetailsFieldsProps {
  readonly frame: PageFrame
  /** The key under which this person is registered once, however often it is sent. */
  readonly once: string
}

/** Registering somebody new. */
export function RegisterView({ frame, once, ...fields }: RegisterProps) {
  const back = frame.account?.worksWithPeople ? { back: toMyPeople } : {}
  return (
    <PeoplePage frame={frame} title="Register a person" {...back} problems={fields.problems}>
      <p>Write down what they tell you. What they do not want to say can stay empty.</p>
      <form method="post" action="/people/new" novalidate>
        <input type="hidden" name="once" value={once} />
        <DetailsFields {...fields} />
        <Button>Register</Button>
      </form>
    </PeoplePage>
  )
}

interface EntryProps {
  readonly frame: PageFrame
  readonly entry: Entry
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** What somebody typed who registered a person, and nothing that anybody else knows of them. */
export function EntryView({ frame, entry, today }: EntryProps) {
  const heading = (
    <>
      <bdi>{nameOf(entry)}</bdi> is registered
    </>
  )
  return (
    <PeoplePage frame={frame} title={`${nameOf(entry)} is registered`} heading={heading}>
      <p>This is what you typed.</p>
      <SummaryList rows={detailRows(entry, today)} classes="wm-shared" />
      <Button href={`/refer?entry=${entry.id}`}>
        Refer <bdi>{firstNameOf(entry)}</bdi>
      </Button>
    </PeoplePage>
  )
}
