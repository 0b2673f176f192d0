import { DateTime } from 'luxon'
import { type Content, classNames, isThere } from './element.ts'
import { Fieldset, FormGroup, Label, QuestionHead, questionDescribedBy } from './field.tsx'

/** A day in three parts, as it was typed. */
export interface TypedDay {
  readonly day: string
  readonly month: string
  readonly year: string
}

export interface DayFieldProps {
  /** The parts are posted as this name with `Day`, `Month` and `Year` after it. */
  readonly name: string
  readonly legend: Content
  readonly hint?: Content
  readonly error?: Content
  readonly typed: TypedDay
  /** For somebody's own birthday a browser may help; for anybody else's it must not. */
  readonly autocomplete?: 'off' | 'bday' | undefined
}

const parts = [
  { part: 'day', label: 'Day', width: 2 },
  { part: 'month', label: 'Month', width: 2 },
  { part: 'year', label: 'Year', width: 4 },
] as const

/** nhsuk-frontend date input: a day known by heart. An error leads to its first part. */
export function DayField({ name, legend, hint, error, typed, autocomplete }: DayFieldProps) {
  const described = questionDescribedBy(name, { hint, error }, undefined)
  return (
    <FormGroup error={error}>
      <Fieldset legend={{ children: legend }} role="group" describedBy={described}>
        <QuestionHead id={name} hint={hint} error={error} />
        <div class="nhsuk-date-input">
          {parts.map(({ part, label, width }) => {
            const id = part === 'day' ? name : fieldOf(name, part)
            return (
              <div class="nhsuk-date-input__item">
                <div class="nhsuk-form-group">
                  <Label htmlFor={id} classes="nhsuk-date-input__label">
                    {label}
                  </Label>
                  <input
                    class={classNames(
                      'nhsuk-input nhsuk-date-input__input',
                      `nhsuk-input--width-${width}`,
                      isThere(error) && 'nhsuk-input--error',
                    )}
                    id={id}
                    name={fieldOf(name, part)}
                    type="text"
                    inputmode="numeric"
                    autocomplete={autocomplete === 'bday' ? `bday-${part}` : 'off'}
                    value={typed[part]}
                  />
                </div>
              </div>
            )
          })}
        </div>
      </Fieldset>
    </FormGroup>
  )
}

function fieldOf(name: string, part: keyof TypedDay): string {
  return `${name}${part[0]?.toUpperCase()}${part.slice(1)}`
}

/** Nothing typed yet. */
export const noDay: TypedDay = { day: '', month: '', year: '' }

/** What was typed in a `DayField`. */
export function typedDay(form: URLSearchParams, name: string): TypedDay {
  const said = (part: keyof TypedDay) => (form.get(fieldOf(name, part)) ?? '').trim()
  return { day: said('day'), month: said('month'), year: said('year') }
}

/** A day that is kept, in the parts in which it is typed. */
export function dayInParts(day: string): TypedDay {
  const [year = '', month = '', date = ''] = day.split('-')
  return { day: `${Number(date)}`, month: `${Number(month)}`, year }
}

/** The ISO day that was typed, the month by number or by name; null for none that there is. */
export function readDay({ day, month, year }: TypedDay): string | null {
  for (const format of ['d/M/yyyy', 'd/LLL/yyyy', 'd/LLLL/yyyy']) {
    const read = DateTime.fromFormat(`${day}/${month}/${year}`, format, { locale: 'en-GB' })
    if (read.isValid) return read.toISODate()
  }
  return null
}
