import type { LinkFace } from '@waymark/contracts'
import { nothingTyped, type TypedAnswer } from '../../referrals/read-answer.ts'
import { SenderLine } from '../../referrals/shared-copy.tsx'
import { clockInWords } from '../../referrals/words.ts'
import { Button } from '../../ui/button.tsx'
import { InsetText } from '../../ui/messages.tsx'
import { Page, type PageFrame } from '../../ui/page.tsx'

/** What was typed, by the name of its field. */
export type KeptTyped = TypedAnswer | Readonly<Record<string, string>>

export interface FaceViewProps {
  readonly frame: PageFrame
  readonly face: LinkFace
  /** The link's own address. */
  readonly path: string
  readonly now: Date
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** The half hour of an earlier press is over; with what was typed in it, if anything was. */
  readonly over?: KeptTyped | undefined
  /** A fresh link has just been sent. */
  readonly isSent?: boolean
  /** Why no fresh link was sent. */
  readonly refused?: string | undefined
}

const titles = {
  waiting: 'Somebody would like to come',
  answered: 'Thank you for your answer',
  expired: 'This link has ended',
  superseded: 'This link has ended',
  ended: 'There is nothing more to do',
} as const satisfies Record<LinkFace['state'], string>

/** What a link shows to whoever opens it, a mail scanner too: nothing of a person. */
export function FaceView(props: FaceViewProps) {
  const { frame, face, over } = props
  const mayOpen = face.state === 'waiting' || face.state === 'answered'
  const title = titles[face.state]
  return (
    <Page frame={frame} title={title}>
      <div class="nhsuk-width-container wm-answer">
        <h1 class="nhsuk-heading-l">{title}</h1>
        {over !== undefined && mayOpen && <Over over={over} />}
        {face.state === 'waiting' && <Waiting {...props} />}
        {face.state === 'answered' && <Answered {...props} />}
        {face.state === 'ended' && <Ended {...props} />}
        {(face.state === 'expired' || face.state === 'superseded') && <Fresh {...props} />}
      </div>
    </Page>
  )
}

function Waiting(props: FaceViewProps) {
  const { face, now, today } = props
  const by = clockInWords(face.answerBy, today)
  return (
    <>
      <p class="wm-answer__lead">
        <bdi>{face.organisationName}</bdi> has been asked about a place at{' '}
        <strong>
          <bdi>{face.listingName}</bdi>
        </strong>
        .
      </p>
      {Date.parse(face.answerBy) > now.getTime() ? (
        <p>
          Please answer by <strong>{by}</strong>.
        </p>
      ) : (
        <p>We hoped to hear by {by}. It is not too late: please answer now.</p>
      )}
      <WhoSent {...props} />
      <OpenForm {...props} label="See the referral" />
      <p>You need no account. What you see is for your group only.</p>
    </>
  )
}

function Over({ over }: { readonly over: KeptTyped }) {
  const isTyped = Object.values(over).some((value) => value !== '')
  return (
    <InsetText>
      <p role="alert">
        It is more than half an hour since you pressed the button, so we have closed the page for
        safety. Press it again to go on
        {isTyped ? ': nothing you typed is lost, and nothing has been sent yet.' : '.'}
      </p>
    </InsetText>
  )
}

function Answered(props: FaceViewProps) {
  return (
    <>
      <p class="wm-answer__lead">
        Your group has answered about <bdi>{props.face.listingName}</bdi>. If you said yes, this is
        also where you say who came and what happened.
      </p>
      <OpenForm {...props} label="See where it stands" />
      <WhoSent {...props} />
    </>
  )
}

function WhoSent({ face }: Pick<FaceViewProps, 'face'>) {
  return (
    <p>
      It was sent by <SenderLine sender={face.sender} />. Ring that number if you would like to know
      that this is real.
    </p>
  )
}

interface OpenFormProps extends FaceViewProps {
  readonly label: string
}

/** A press and not a look: mail programs look at every link. */
function OpenForm({ path, over = nothingTyped, label }: OpenFormProps) {
  return (
    <form method="post" action={`${path}/open`}>
      {Object.entries(over).map(
        ([name, value]) => value !== '' && <input type="hidden" name={name} value={value} />,
      )}
      <Button>{label}</Button>
    </form>
  )
}

function Ended({ face }: Pick<FaceViewProps, 'face'>) {
  return (
    <>
      <p class="wm-answer__lead">
        <bdi>{face.organisationName}</bdi> is no longer asked about this. Nothing of the person is
        shown any more. If you wrote something down about them, please delete it.
      </p>
      <p>
        If you have a question, ring <SenderLine sender={face.sender} />.
      </p>
    </>
  )
}

/** Kindly, and with a way on: the fresh link goes to the address on file and nowhere else. */
function Fresh({ face, path, isSent, refused }: FaceViewProps) {
  if (isSent) {
    return <p role="alert">We have sent a fresh link to the address we have for the group.</p>
  }
  return (
    <>
      {refused === undefined ? (
        <SendFresh face={face} path={path} />
      ) : (
        <p role="alert">{refused}</p>
      )}
      <WhoSent face={face} />
    </>
  )
}

function SendFresh({ face, path }: Pick<FaceViewProps, 'face' | 'path'>) {
  return (
    <>
      <p>
        {face.state === 'expired'
          ? 'Links work for 14 days, and this one is older. Nothing has been changed.'
          : 'There is a newer e-mail from us: please use the link in that one.'}
      </p>
      <form method="post" action={`${path}/fresh`}>
        <p>We can send a fresh link to the address we have for the group, and to nobody else.</p>
        <Button>Send a fresh link</Button>
      </form>
    </>
  )
}
