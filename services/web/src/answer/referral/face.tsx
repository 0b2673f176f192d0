import type { LinkFace } from '@waymark/contracts'
import type { TypedAnswer } from '../../referrals/read-answer.ts'
import { PhoneLink } from '../../referrals/shared-copy.tsx'
import { clockInWords } from '../../referrals/words.ts'
import { Button } from '../../ui/button.tsx'
import { Page, type PageFrame } from '../../ui/page.tsx'
import { addressOf } from './address.ts'

export interface FaceViewProps {
  readonly frame: PageFrame
  readonly face: LinkFace
  readonly token: string
  readonly now: Date
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** The half hour is over. */
  readonly isOver?: boolean
  /** What was typed when it was over: taken along, so that nothing is typed twice. */
  readonly typed?: TypedAnswer | undefined
  /** A fresh link has just been sent. */
  readonly isSent?: boolean
  /** Why no fresh link was sent. */
  readonly refusal?: string | undefined
}

const titles = {
  waiting: 'Somebody would like to come',
  answered: 'This has been answered',
  expired: 'This link has ended',
  superseded: 'This link has ended',
  ended: 'There is nothing more to do',
} as const satisfies Record<LinkFace['state'], string>

/** What a link shows to whoever opens it, a mail scanner too: nothing of a person. */
export function FaceView({ frame, ...props }: FaceViewProps) {
  const { face, isOver = false } = props
  const title = titles[face.state]
  return (
    <Page frame={frame} title={title}>
      <div class="nhsuk-width-container wm-answer">
        {isOver && <Over isKept={props.typed !== undefined} />}
        <h1 class="nhsuk-heading-l">{title}</h1>
        {face.state === 'waiting' && <Waiting {...props} />}
        {face.state === 'answered' && <Answered {...props} />}
        {(face.state === 'expired' || face.state === 'superseded') && <EndedLink {...props} />}
        {face.state === 'ended' && <Ended face={face} />}
      </div>
    </Page>
  )
}

type PartProps = Omit<FaceViewProps, 'frame'>

function Over({ isKept }: { readonly isKept: boolean }) {
  return (
    <p class="wm-answer__over" role="alert">
      The half hour is over, so we closed the page to be safe.{' '}
      {isKept
        ? 'Nothing has been sent yet. Press the button, and what you wrote is still there.'
        : 'Press the button to open it again.'}
    </p>
  )
}

function Waiting({ face, token, now, today, typed }: PartProps) {
  const by = clockInWords(face.answerBy, today)
  const isLate = Date.parse(face.answerBy) <= now.getTime()
  return (
    <>
      <p class="wm-answer__lead">
        <From face={face} /> would like to refer somebody to <bdi>{face.listingName}</bdi> (
        <bdi>{face.organisationName}</bdi>).
      </p>
      <p>
        {isLate ? (
          `We hoped to hear by ${by}. It is not too late: please answer now.`
        ) : (
          <>
            Please answer by <strong>{by}</strong>.
          </>
        )}
      </p>
      <OpenForm token={token} typed={typed}>
        See the referral
      </OpenForm>
      <p>It opens on this device, for half an hour. You need no account.</p>
      <IsItReal face={face} />
    </>
  )
}

function Answered({ face, token }: PartProps) {
  return (
    <>
      <p class="wm-answer__lead">
        Your group has answered <From face={face} /> about <bdi>{face.listingName}</bdi>.
      </p>
      <OpenForm token={token}>See what was answered</OpenForm>
      <p>Looking at it changes nothing.</p>
      <IsItReal face={face} />
    </>
  )
}

interface OpenFormProps {
  readonly token: string
  readonly typed?: TypedAnswer | undefined
  readonly children: string
}

/** The one button: a press opens it, looking does not. */
function OpenForm({ token, typed, children }: OpenFormProps) {
  return (
    <form class="wm-answer__open" method="post" action={addressOf(token, 'open')}>
      {Object.entries(typed ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button>{children}</Button>
    </form>
  )
}

/** Kindly, and with a way on: the fresh link goes to the address on file and nowhere else. */
function EndedLink({ face, token, isSent, refusal }: PartProps) {
  if (isSent) {
    return (
      <>
        <p class="wm-answer__lead" role="alert">
          We have sent a fresh link to the address we have for the group.
        </p>
        <p>It comes within a few minutes. Look in the spam folder too.</p>
      </>
    )
  }
  return (
    <>
      {refusal === undefined ? (
        <>
          <p class="wm-answer__lead">
            {face.state === 'expired'
              ? 'Links work for 14 days, and this one is older. Nothing has been changed.'
              : 'There is a newer e-mail from us: please use the link in that one.'}
          </p>
          <form method="post" action={addressOf(token, 'fresh')}>
            <p>We can send a fresh link to the address we have for the group, and nowhere else.</p>
            <Button>Send a fresh link</Button>
          </form>
        </>
      ) : (
        <p class="wm-answer__lead" role="alert">
          {refusal}
        </p>
      )}
      <Question face={face} />
    </>
  )
}

function Ended({ face }: Pick<PartProps, 'face'>) {
  return (
    <>
      <p class="wm-answer__lead">
        The referral to <bdi>{face.listingName}</bdi> has ended, and nobody waits for your answer.
      </p>
      <p>Nothing can be seen of it any more. If you wrote anything down, please delete it.</p>
      <Question face={face} />
    </>
  )
}

function IsItReal({ face }: Pick<PartProps, 'face'>) {
  const { name, workplaceName, workplacePhone } = face.sender
  return (
    <div class="wm-answer__real">
      <h2 class="nhsuk-heading-s">Is it real?</h2>
      <p>
        To be sure, ring <bdi>{workplaceName}</bdi> on <PhoneLink number={workplacePhone} /> and ask
        for <bdi>{name}</bdi>.
      </p>
    </div>
  )
}

function Question({ face }: Pick<PartProps, 'face'>) {
  return (
    <p>
      If you have a question, ring <From face={face} /> on{' '}
      <PhoneLink number={face.sender.workplacePhone} />.
    </p>
  )
}

function From({ face }: Pick<PartProps, 'face'>) {
  const { name, workplaceName } = face.sender
  return (
    <>
      <bdi>{name}</bdi> at <bdi>{workplaceName}</bdi>
    </>
  )
}
