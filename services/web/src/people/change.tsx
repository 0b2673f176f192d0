import type { Person } from '@waymark/contracts'
import { Button } from '../ui/button.tsx'
import { SummaryList } from '../ui/content.tsx'
import type { Content } from '../ui/element.ts'
import { WarningCallout } from '../ui/messages.tsx'
import type { PageFrame } from '../ui/page.tsx'
import { ContactFields, type ContactFieldsProps } from './contact-form.tsx'
import { ContactRule } from './contact-rule.tsx'
import { detailRows } from './detail-rows.tsx'
import { DetailsFields, type DetailsFieldsProps } from './details-form.tsx'
import { firstNameOf } from './names.ts'
import { PeoplePage } from './people-page.tsx'

interface ChangeProps {
  readonly frame: PageFrame
  /** As it is kept now: the form says that it read this version. */
  readonly person: Person
  /** Somebody else saved while this was being typed. */
  readonly isStale?: boolean | undefined
}

/** How to reach somebody safely, to be said anew. */
export function ChangeContactView({
  frame,
  person,
  isStale,
  ...fields
}: ChangeProps & ContactFieldsProps) {
  const firstName = firstNameOf(person)
  const stands = <ContactRule contact={person.contact} firstName={firstName} today={fields.today} />
  return (
    <PeoplePage
      frame={frame}
      title={`How to reach ${firstName} safely`}
      heading={
        <>
          How to reach <bdi>{firstName}</bdi> safely
        </>
      }
      back={backTo(person)}
      problems={fields.problems}
    >
      {isStale && <ChangedMeanwhile>{stands}</ChangedMeanwhile>}
      <p>
        Ask when nobody else can hear. A number can be kept with a no beside it, so that nobody uses
        it by mistake.
      </p>
      <form method="post" action={`/people/${person.id}/contact`} novalidate>
        <input type="hidden" name="version" value={`${person.version}`} />
        <ContactFields {...fields} />
        <Button>Save</Button>
      </form>
    </PeoplePage>
  )
}

/** Who somebody is and how they communicate, to be changed. */
export function ChangeDetailsView({
  frame,
  person,
  isStale,
  today,
  ...fields
}: ChangeProps & DetailsFieldsProps & { readonly today: string }) {
  const firstName = firstNameOf(person)
  const heading = (
    <>
      Who <bdi>{firstName}</bdi> is
    </>
  )
  return (
    <PeoplePage
      frame={frame}
      title={`Who ${firstName} is`}
      heading={heading}
      back={backTo(person)}
      problems={fields.problems}
    >
      {isStale && (
        <ChangedMeanwhile>
          <SummaryList rows={detailRows(person, today)} classes="wm-shared" />
        </ChangedMeanwhile>
      )}
      <form method="post" action={`/people/${person.id}/details`} novalidate>
        <input type="hidden" name="version" value={`${person.version}`} />
        <DetailsFields {...fields} />
        <Button>Save</Button>
      </form>
    </PeoplePage>
  )
}

function backTo(person: Person) {
  return { href: `/people/${person.id}`, label: <bdi>{firstNameOf(person)}</bdi> }
}

/** Both are shown: what stands now, and below it what was typed, which nothing has replaced. */
function ChangedMeanwhile({ children }: { readonly children: Content }) {
  return (
    <WarningCallout
      id="changed"
      heading={{ content: 'Somebody changed this while you were writing', level: 2 }}
    >
      <p>Nothing of yours is saved yet. This is what stands now:</p>
      {children}
      <p>What you typed is below. Save it again if it should replace what stands.</p>
    </WarningCallout>
  )
}
