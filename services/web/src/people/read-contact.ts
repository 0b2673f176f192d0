import { type ContactDetails, contactDetails } from '@waymark/contracts'
import type { FormProblem } from '../forms.ts'
import {
  type TypedNearDay as RecentDay,
  readNearDay as readRecentDay,
  typedNearDay as typedRecentDay,
} from '../ui/near-day.tsx'

/** The ways in which somebody is reached, as a form asks about them. */
export const contactWays = [
  { way: 'phone', where: 'phoneNumber', verb: 'ring' },
  { way: 'text', where: 'textNumber', verb: 'text' },
  { way: 'email', where: 'emailAddress', verb: 'e-mail' },
  { way: 'post', where: 'postAddress', verb: 'write to' },
] as const

type ContactWay = (typeof contactWays)[number]
/** The questions with a yes or a no. */
const questions = ['phone', 'text', 'email', 'post', 'messageSafe', 'askedAlone'] as const
type Field = (typeof questions)[number] | ContactWay['where'] | 'contactNote'

/** How to reach somebody, as it was typed. */
export interface TypedContact extends Readonly<Record<Field, string>> {
  readonly askedOn: RecentDay
}

/** What a form about reaching somebody says. */
export interface ContactRead {
  readonly typed: TypedContact
  /** Null while something is wrong with it. */
  readonly contact: ContactDetails | null
  readonly problems: readonly FormProblem[]
}

const unanswered = {
  phone: 'Say whether it is safe to ring',
  text: 'Say whether it is safe to text',
  email: 'Say whether it is safe to e-mail',
  post: 'Say whether it is safe to write',
  messageSafe: 'Say whether a message may be left',
  askedAlone: 'Say whether they were asked alone',
} as const

/** Reads `ContactFields`. A question without an answer is a problem: nothing is taken as a yes. */
export function readContact(form: URLSearchParams): ContactRead {
  const typed = typedContact(form)
  const missing = questions
    .filter((field) => typed[field] !== 'yes' && typed[field] !== 'no')
    .map((field) => ({ field, message: unanswered[field] }))
  const askedOn = readRecentDay(typed.askedOn)
  const noDay = { field: 'askedOn', message: 'Say on which day they were asked' }
  const read = contactDetails.safeParse(detailsOf(typed, askedOn ?? '1900-01-01'))
  const wrong = read.error?.issues.map(({ path, message }) => ({
    field: contactField(path.join('/')),
    message,
  }))
  const problems = [...missing, ...(askedOn === null ? [noDay] : []), ...(wrong ?? [])]
  return { typed, contact: problems.length === 0 ? (read.data ?? null) : null, problems }
}

function typedContact(form: URLSearchParams): TypedContact {
  const said = (field: Field) => form.get(field) ?? ''
  return {
    ...{ phone: said('phone'), phoneNumber: said('phoneNumber') },
    ...{ text: said('text'), textNumber: said('textNumber') },
    ...{ email: said('email'), emailAddress: said('emailAddress') },
    ...{ post: said('post'), postAddress: said('postAddress') },
    ...{ messageSafe: said('messageSafe'), askedAlone: said('askedAlone') },
    askedOn: typedRecentDay(form, 'askedOn'),
    contactNote: said('contactNote'),
  }
}

function detailsOf(typed: TypedContact, askedOn: string): ContactDetails {
  const isYes = (field: Field) => typed[field] === 'yes'
  const words = (field: Field) => (typed[field].trim() === '' ? null : typed[field])
  const line = (field: Field) => words(field)?.trim() ?? null
  return {
    phone: { safe: isYes('phone'), number: line('phoneNumber') },
    text: { safe: isYes('text'), number: line('textNumber') },
    email: { safe: isYes('email'), address: line('emailAddress') },
    post: { safe: isYes('post'), address: words('postAddress') },
    messageSafe: isYes('messageSafe'),
    askedAlone: isYes('askedAlone'),
    askedOn,
    note: words('contactNote'),
  }
}

/** The field of the form that a pointer into the contract is about: "phone/number", say. */
export function contactField(pointer: string): string {
  const [first = '', second] = pointer.replace(/^\//, '').split('/')
  if (first === 'note') return 'contactNote'
  if (second === undefined || second === 'safe') return first
  return contactWays.find(({ way }) => way === first)?.where ?? first
}

/** What is kept, as it would be typed; nothing answered when nobody has asked yet. */
export function contactAsTyped(contact: ContactDetails | null): TypedContact {
  if (contact === null) return typedContact(new URLSearchParams())
  const said = (value: boolean) => (value ? 'yes' : 'no')
  const { phone, text, email, post, messageSafe, askedAlone, askedOn, note } = contact
  return {
    ...{ phone: said(phone.safe), phoneNumber: phone.number ?? '' },
    ...{ text: said(text.safe), textNumber: text.number ?? '' },
    ...{ email: said(email.safe), emailAddress: email.address ?? '' },
    ...{ post: said(post.safe), postAddress: post.address ?? '' },
    ...{ messageSafe: said(messageSafe), askedAlone: said(askedAlone) },
    askedOn: { chosen: askedOn, other: '' },
    contactNote: note ?? '',
  }
}
