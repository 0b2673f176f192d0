import type { ContactDetails, Person } from '@waymark/contracts'
import { OwnWords, PhoneLink } from '../referrals/shared-copy.tsx'
import { type Content, classNames } from '../ui/element.ts'
import { dayInWords } from '../ui/format.ts'

interface ContactRuleProps {
  /** Null: nobody has asked, so no way is safe. */
  readonly contact: Person['contact']
  readonly firstName: string
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  /** What can be done about it: a link to ask again, say. */
  readonly action?: Content
}

/** How to reach somebody safely, in view wherever somebody might reach for the telephone. */
export function ContactRule({ contact, firstName, today, action }: ContactRuleProps) {
  return (
    <section
      class={classNames('wm-rule', contact === null && 'wm-rule--unknown')}
      aria-labelledby="contact-rule"
    >
      <h2 class="wm-rule__heading" id="contact-rule">
        Reaching <bdi>{firstName}</bdi> safely
      </h2>
      {contact === null ? (
        <p>
          <strong>Nobody has asked yet. Ask before you ring, text or write.</strong> Until then no
          way of reaching <bdi>{firstName}</bdi> is known to be safe.
        </p>
      ) : (
        <Ways contact={contact} today={today} />
      )}
      {action}
    </section>
  )
}

function Ways({ contact, today }: { readonly contact: ContactDetails; readonly today: string }) {
  const { phone, text, email, post, messageSafe, note } = contact
  return (
    <>
      <dl class="wm-rule__ways">
        <Way name="Ring" isSafe={phone.safe} where={phone.number}>
          {phone.number !== null && <PhoneLink number={phone.number} />}
        </Way>
        <Way name="Leave a message" isSafe={messageSafe} where={null} />
        <Way name="Text" isSafe={text.safe} where={text.number}>
          {text.number}
        </Way>
        <Way name="E-mail" isSafe={email.safe} where={email.address}>
          {email.address !== null && <a href={`mailto:${email.address}`}>{email.address}</a>}
        </Way>
        <Way name="Write" isSafe={post.safe} where={post.address}>
          <OwnWords words={post.address} />
        </Way>
      </dl>
      {note !== null && (
        <p class="wm-rule__note">
          <OwnWords words={note} />
        </p>
      )}
      <p class="wm-rule__asked">{askedInWords(contact, today)}</p>
    </>
  )
}

interface WayProps {
  readonly name: string
  readonly isSafe: boolean
  /** Its number or address as words. */
  readonly where: string | null
  /** The same, ready to be used. */
  readonly children?: Content
}

/** A number that is not safe is words and never a link: one slip of a thumb would ring it. */
function Way({ name, isSafe, where, children }: WayProps) {
  return (
    <div class={classNames('wm-rule__way', !isSafe && 'wm-rule__way--no')}>
      <dt>{name}</dt>
      <dd>
        <strong class="wm-rule__answer">{isSafe ? 'Yes' : 'No'}</strong>
        {where !== null && (
          <span class="wm-rule__where" dir="auto">
            {isSafe ? children : `Do not use ${where}`}
          </span>
        )}
      </dd>
    </div>
  )
}

/** "Asked alone on Saturday 14 November." */
function askedInWords({ askedAlone, askedOn }: ContactDetails, today: string): string {
  const on = dayInWords(askedOn, today)
  return askedAlone
    ? `Asked alone, on ${on}.`
    : `Asked on ${on}, when somebody else could hear. Ask again when they are alone.`
}
