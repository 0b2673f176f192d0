import { DayField, typedDay } from '../ui/day-field.tsx'
import type { Content } from '../ui/element.ts'
import { TextInput } from '../ui/input.tsx'

interface BirthDateFieldProps {
  readonly typed: URLSearchParams
  readonly error: Content
}

interface FieldProps {
  readonly value: string
  readonly error: Content
}

export function BirthDateField({ typed, error }: BirthDateFieldProps) {
  return (
    <DayField
      name="birthDate"
      legend="Date of birth"
      hint="For example 27 3 1944."
      typed={typedDay(typed, 'birthDate')}
      error={error}
    />
  )
}

export function NhsNumberField({
  label = 'NHS number',
  value,
  error,
}: FieldProps & { readonly label?: string }) {
  return (
    <TextInput
      name="nhsNumber"
      label={{ children: label, size: 's' }}
      hint="10 digits, like 999 123 4560. It is never sent to a group."
      inputmode="numeric"
      autocomplete="off"
      width={20}
      value={value}
      error={error}
    />
  )
}

export function PostcodeField({ label, value, error }: FieldProps & { readonly label: string }) {
  return (
    <TextInput
      name="postcode"
      label={{ children: label, size: 's' }}
      hint="A group sees its first half only."
      autocomplete="off"
      autocapitalize="characters"
      spellcheck={false}
      width={10}
      value={value}
      error={error}
    />
  )
}
