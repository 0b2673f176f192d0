import { addDays } from '@waymark/core'
import { DateTime } from 'luxon'
import { Radios } from './choices.tsx'
import type { Content } from './element.ts'
import { dayInWords } from './format.ts'
import { TextInput } from './input.tsx'

/** A day as it was chosen or typed. */
export interface TypedNearDay {
  /** An ISO day, or `other`. */
  readonly chosen: string
  readonly other: string
}

interface NearDayProps {
  readonly name: string
  readonly legend: string
  readonly typed: TypedNearDay
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
  readonly error: Content
}

/** A day that is seldom long ago: today and yesterday are one press. Read by `readNearDay`. */
export function NearDay({ name, legend, typed, today, error }: NearDayProps) {
  const yesterday = addDays(today, -1)
  const isNear = typed.chosen === today || typed.chosen === yesterday
  const item = (value: string, label: string) => ({
    ...{ value, label },
    checked: typed.chosen === value,
  })
  const other = typed.other || (isNear || typed.chosen === 'other' ? '' : typed.chosen)
  return (
    <Radios
      name={name}
      classes="wm-answers__choice"
      fieldset={{ legend: { children: legend, size: 's' } }}
      error={error}
      items={[
        item(today, `Today, ${dayInWords(today, today)}`),
        item(yesterday, `Yesterday, ${dayInWords(yesterday, today)}`),
        {
          value: 'other',
          label: 'Another day',
          checked: !isNear && typed.chosen !== '',
          conditional: <DateInput name={`${name}Other`} label="Which day" value={other} />,
        },
      ]}
    />
  )
}

interface DateInputProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly error?: Content
}

/** A day of its own. Browsers without a calendar take it as people write it. */
export function DateInput({ name, label, value, error }: DateInputProps) {
  return (
    <TextInput
      name={name}
      type="date"
      label={{ children: label }}
      hint="For example 27/3/2026."
      autocomplete="off"
      width={10}
      value={value}
      error={error}
    />
  )
}

/** What was chosen in a `NearDay`. */
export function typedNearDay(form: URLSearchParams, name: string): TypedNearDay {
  return { chosen: form.get(name) ?? '', other: (form.get(`${name}Other`) ?? '').trim() }
}

/** The ISO day that was chosen or typed; null for none that there is. */
export function readNearDay({ chosen, other }: TypedNearDay): string | null {
  return parseDay(chosen === 'other' ? other : chosen)
}

/** An ISO day, or one as people here write it: `27/3/2026`. Null for anything else. */
export function parseDay(text: string): string | null {
  for (const format of ['yyyy-MM-dd', 'd/M/yyyy']) {
    const read = DateTime.fromFormat(text, format, { zone: 'Europe/London' })
    if (read.isValid) return read.toISODate()
  }
  return null
}
