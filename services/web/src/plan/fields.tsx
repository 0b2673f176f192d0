import { talkWays } from '@waymark/contracts'
import { messageFor } from '../forms.ts'
import { Radios } from '../ui/choices.tsx'
import type { Content } from '../ui/element.ts'
import { TextInput } from '../ui/input.tsx'
import { NearDay, readNearDay, typedNearDay } from '../ui/near-day.tsx'
import { Select } from '../ui/select.tsx'
import { Textarea } from '../ui/textarea.tsx'
import type { FieldsProps, Typed } from './typed.ts'

interface Field extends Pick<FieldsProps, 'typed' | 'problems'> {
  readonly name: string
  readonly hint?: Content
}

/** Words of any length, in any direction. */
export function WordsField({
  label,
  rows = 3,
  ...field
}: Field & { readonly label: Content; readonly rows?: number }) {
  const { name, hint, typed, problems } = field
  return (
    <Textarea
      {...{ name, hint, rows }}
      label={{ children: label, size: 's' }}
      value={typed.get(name) ?? ''}
      error={messageFor(problems, name)}
      autocomplete="off"
      attributes={{ dir: 'auto' }}
    />
  )
}

/** A few words: a name, a time. */
export function LineField({ label, ...field }: Field & { readonly label: Content }) {
  const { name, hint, typed, problems } = field
  return (
    <TextInput
      {...{ name, hint }}
      label={{ children: label, size: 's' }}
      value={typed.get(name) ?? ''}
      error={messageFor(problems, name)}
      autocomplete="off"
      attributes={{ dir: 'auto' }}
    />
  )
}

interface ChoiceProps extends Field {
  readonly legend: Content
  /** Each value with its words, in the order in which they are offered. */
  readonly choices: Readonly<Record<string, Content>>
  readonly inline?: boolean
}

/** Exactly one of a few. */
export function ChoiceField({ legend, choices, inline, ...field }: ChoiceProps) {
  const { name, hint, typed, problems } = field
  return (
    <Radios
      {...{ name, hint, inline }}
      fieldset={{ legend: { children: legend, size: 's' } }}
      error={messageFor(problems, name)}
      items={Object.entries(choices).map(([value, label]) => ({
        ...{ value, label },
        checked: typed.get(name) === value,
      }))}
    />
  )
}

export const yesNo = { yes: 'Yes', no: 'No' } as const

/** A number from 0 to 10, or none. */
export function OutOfTenField({
  label,
  none,
  ...field
}: Field & { readonly label: Content; readonly none: string }) {
  const { name, hint, typed, problems } = field
  const numbers = Array.from({ length: 11 }, (_, number) => `${number}`)
  return (
    <Select
      {...{ name, hint }}
      label={{ children: label, size: 's' }}
      value={typed.get(name) ?? ''}
      error={messageFor(problems, name)}
      options={[{ value: '', label: none }, ...numbers.map((value) => ({ value, label: value }))]}
    />
  )
}

interface DayProps extends Field {
  readonly legend: string
  readonly today: string
}

/** A day that is seldom long ago. Read by `nearDayIn`. */
export function NearDayField({ name, legend, typed, problems, today }: DayProps) {
  const shown = { name, legend, today, error: messageFor(problems, name) }
  return <NearDay {...shown} typed={typedNearDay(typed, name)} />
}

/** The day that was chosen in a `NearDayField`; undefined for none that there is. */
export function nearDayIn(typed: Typed, name: string): string | undefined {
  return readNearDay(typedNearDay(typed, name)) ?? undefined
}

/** How and when somebody told it to whoever writes it down. Read by `toldIn`. */
export function ToldFields(props: FieldsProps & { readonly how: Content; readonly on: string }) {
  const { typed, problems, today } = props
  const field = { typed, problems }
  return (
    <>
      <ChoiceField {...field} name="how" legend={props.how} choices={capitalised(talkWays)} />
      <NearDayField {...field} name="on" legend={props.on} today={today} />
    </>
  )
}

/** What was chosen in `ToldFields`, as a contract takes it. */
export function toldIn(typed: Typed) {
  return { how: typed.get('how') ?? undefined, on: nearDayIn(typed, 'on') }
}

function capitalised(words: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(words)
  return Object.fromEntries(
    entries.map(([key, said]) => [key, `${said.charAt(0).toUpperCase()}${said.slice(1)}`]),
  )
}

/** Under a box for somebody's own words: what a form is not for, and whom to ring instead. */
export function InDanger() {
  return (
    <p class="wm-danger">
      Nobody reads this straight away. If somebody is in danger ring <a href="tel:999">999</a>. For
      help with health ring NHS <a href="tel:111">111</a>. To talk to somebody, at any hour, ring
      Samaritans on <a href="tel:116123">116 123</a>.
    </p>
  )
}
