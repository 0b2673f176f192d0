import type { GroupAssignment, Outcome } from '@waymark/contracts'
import type { FormProblem } from '../forms.ts'
import { OnceField } from '../referrals/once.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary, InsetText } from '../ui/messages.tsx'
import { BackLink } from '../ui/navigation.tsx'
import { type Area, Page, type PageFrame } from '../ui/page.tsx'
import { OutcomeFields } from './outcome-fields.tsx'
import type { TypedOutcome } from './read-outcome.ts'
import { SaidView } from './said.tsx'

export interface SayProps {
  readonly frame: PageFrame
  readonly area?: Area | undefined
  readonly part: GroupAssignment
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** Where the group's part is shown; what is sent goes below it. */
  readonly path: string
  readonly typed: TypedOutcome
  readonly problems?: readonly FormProblem[]
  /** What is corrected, as it stands now; left out for something new. */
  readonly correcting?: Outcome | undefined
  /** It was corrected by somebody else since it was read. */
  readonly isNewer?: boolean
}

/** A group says what happened, or corrects what it said. */
export function SayView(props: SayProps) {
  const { frame, area, part, path, problems = [], correcting } = props
  const title = correcting === undefined ? 'Say what happened' : 'Correct what you said'
  return (
    <Page frame={frame} title={title} area={area} hasErrors={problems.length > 0}>
      <div class="nhsuk-width-container wm-answer">
        <BackLink href={path}>Back without saying anything</BackLink>
        {problems.length > 0 && (
          <ErrorSummary
            items={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        <h1 class="nhsuk-heading-l">{title}</h1>
        <p class="wm-answer__lead">
          About <bdi>{part.before?.firstName}</bdi>, at <bdi>{part.listingName}</bdi>
        </p>
        {correcting === undefined ? (
          <SayForm {...props} />
        ) : (
          <CorrectForm {...props} correcting={correcting} />
        )}
      </div>
    </Page>
  )
}

function SayForm(props: SayProps) {
  return (
    <form method="post" action={`${props.path}/happened`} novalidate>
      <OnceField />
      <Fields {...props} />
      <WhoReads {...props} />
      <Button>Tell them</Button>
    </form>
  )
}

function Fields({ typed, problems = [], today, part }: SayProps) {
  return <OutcomeFields {...{ typed, problems, today }} firstName={part.before?.firstName ?? ''} />
}

function WhoReads({ part }: Pick<SayProps, 'part'>) {
  return (
    <p>
      <bdi>{part.sender.name}</bdi> and <bdi>{part.before?.firstName}</bdi> are shown this. You can
      correct it later.
    </p>
  )
}

function CorrectForm(props: SayProps & { readonly correcting: Outcome }) {
  const { correcting, isNewer = false, part, path, today } = props
  const action = `${path}/happened/${correcting.id}`
  const revision = <input type="hidden" name="revision" value={`${correcting.revision}`} />
  const firstName = part.before?.firstName ?? ''
  return (
    <>
      {isNewer && (
        <InsetText>
          <p>It says now:</p>
          <SaidView outcome={correcting} {...{ firstName, today }} reader="group" />
          <p>What you typed is below. Send it to put it in its place, or go back to leave it.</p>
        </InsetText>
      )}
      <form method="post" action={action} novalidate>
        <OnceField />
        {revision}
        <Fields {...props} />
        <WhoReads {...props} />
        <Button>Send the correction</Button>
      </form>
      <form method="post" action={action} class="wm-mistake">
        <OnceField />
        {revision}
        <h2 class="nhsuk-heading-s">Was it a mistake?</h2>
        <p>
          Somebody else was meant, say. Then none of it counts. They see that something was said,
          and taken back.
        </p>
        <Button variant="secondary" name="mistake" value="yes">
          Take it back
        </Button>
      </form>
    </>
  )
}
