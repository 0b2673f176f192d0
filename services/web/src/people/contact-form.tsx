import { type FormProblem, messageFor } from '../forms.ts'
import { Radios } from '../ui/choices.tsx'
import { TextInput, type TextInputProps } from '../ui/input.tsx'
import { NearDay } from '../ui/near-day.tsx'
import { Textarea } from '../ui/textarea.tsx'
import type { TypedContact } from './read-contact.ts'

export interface ContactFieldsProps {
  readonly typed: TypedContact
  readonly problems: readonly FormProblem[]
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** How to reach somebody safely, a yes or a no for each way. Read by `readContact`. */
export function ContactFields({ typed, problems, today }: ContactFieldsProps) {
  const field = { typed, problems }
  return (
    <div class="wm-reach">
      <YesOrNo {...field} name="phone" legend="Is it safe to ring?" />
      <Where {...field} name="phoneNumber" label="Phone number" type="tel" />
      <YesOrNo {...field} name="messageSafe" legend="May a message be left?" hint={messageHint} />
      <YesOrNo {...field} name="text" legend="Is it safe to text?" />
      <Where {...field} name="textNumber" label="Number for texts" type="tel" />
      <YesOrNo {...field} name="email" legend="Is it safe to e-mail?" />
      <Where {...field} name="emailAddress" label="E-mail address" type="email" />
      <YesOrNo {...field} name="post" legend="Is it safe to write to them?" />
      <Textarea
        name="postAddress"
        label={{ children: 'Address for letters, with its postcode' }}
        value={typed.postAddress}
        error={messageFor(problems, 'postAddress')}
        autocomplete="off"
        rows={3}
      />
      <YesOrNo
        {...field}
        name="askedAlone"
        legend="Were they asked alone?"
        hint="With nobody else listening, so that they could say no."
      />
      <NearDay
        name="askedOn"
        legend="When were they asked?"
        typed={typed.askedOn}
        today={today}
        error={messageFor(problems, 'askedOn')}
      />
      <Textarea
        name="contactNote"
        label={{ children: 'What else to know before reaching them', size: 's' }}
        hint="For example: not before ten, or ask for her by her first name. You can leave it out."
        value={typed.contactNote}
        error={messageFor(problems, 'contactNote')}
        autocomplete="off"
        rows={3}
      />
    </div>
  )
}

const messageHint = 'With somebody else, or on a machine that others may hear.'

type FieldProps = Pick<ContactFieldsProps, 'typed' | 'problems'>

interface YesOrNoProps extends FieldProps {
  readonly name: 'phone' | 'text' | 'email' | 'post' | 'messageSafe' | 'askedAlone'
  readonly legend: string
  readonly hint?: string
}

function YesOrNo({ name, legend, hint, typed, problems }: YesOrNoProps) {
  const item = (value: string, label: string) => ({ value, label, checked: typed[name] === value })
  return (
    <Radios
      name={name}
      fieldset={{ legend: { children: legend, size: 's' } }}
      hint={hint}
      error={messageFor(problems, name)}
      items={[item('yes', 'Yes'), item('no', 'No')]}
      inline
    />
  )
}

interface WhereProps extends FieldProps {
  readonly name: 'phoneNumber' | 'textNumber' | 'emailAddress'
  readonly label: string
  readonly type: TextInputProps['type']
}

function Where({ name, label, type, typed, problems }: WhereProps) {
  return (
    <TextInput
      name={name}
      type={type}
      label={{ children: label }}
      value={typed[name]}
      error={messageFor(problems, name)}
      autocomplete="off"
      spellcheck={false}
      width={20}
    />
  )
}
