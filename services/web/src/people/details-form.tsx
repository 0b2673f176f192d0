import { formats, tracings } from '@waymark/contracts'
import { keysOf } from '@waymark/core'
import { type FormProblem, messageFor } from '../forms.ts'
import { Checkboxes, Radios } from '../ui/choices.tsx'
import { DayField } from '../ui/day-field.tsx'
import { Fieldset } from '../ui/field.tsx'
import { TextInput } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { Textarea } from '../ui/textarea.tsx'
import { languageChoices } from './languages.ts'
import type { TypedDetails } from './read-details.ts'

export interface DetailsFieldsProps {
  readonly typed: TypedDetails
  readonly problems: readonly FormProblem[]
}

/** Who somebody is and how they communicate. Read by `readDetails`. */
export function DetailsFields(given: DetailsFieldsProps) {
  return (
    <>
      <NameFields {...given} />
      <NumberFields {...given} />
      <PlaceFields {...given} />
      <CommunicationFields {...given} />
    </>
  )
}

function NameFields({ typed, problems }: DetailsFieldsProps) {
  const field = (name: 'givenName' | 'familyName' | 'knownAs', label: string) => ({
    ...{ name, label: { children: label }, value: typed[name], error: messageFor(problems, name) },
    ...{ autocomplete: 'off', spellcheck: false, width: 20 as const },
  })
  return (
    <Fieldset legend={{ children: 'Who they are', size: 'm' }} classes="wm-group">
      <TextInput {...field('givenName', 'First name')} />
      <TextInput {...field('familyName', 'Family name')} />
      <TextInput
        {...field('knownAs', 'Likes to be called')}
        hint="Leave it out when it is their first name."
      />
      <DayField
        name="birthDate"
        legend="Born on"
        hint="For example 27 3 1948."
        typed={typed.birthDate}
        error={messageFor(problems, 'birthDate')}
      />
    </Fieldset>
  )
}

function NumberFields({ typed, problems }: DetailsFieldsProps) {
  return (
    <Fieldset legend={{ children: 'NHS number', size: 'm' }} classes="wm-group">
      <TextInput
        name="nhsNumber"
        label={{ children: 'NHS number, if you know it' }}
        hint="10 digits, for example 999 123 4560."
        value={typed.nhsNumber}
        error={messageFor(problems, 'nhsNumber')}
        inputmode="numeric"
        autocomplete="off"
        spellcheck={false}
        width={10}
      />
      <Select
        name="tracing"
        label={{ children: 'How far it has been checked' }}
        options={keysOf(tracings).map((value) => ({ value, label: tracings[value] }))}
        value={typed.tracing}
      />
    </Fieldset>
  )
}

function PlaceFields({ typed, problems }: DetailsFieldsProps) {
  return (
    <Fieldset legend={{ children: 'Where they live', size: 'm' }} classes="wm-group">
      <Textarea
        name="address"
        label={{ children: 'Address' }}
        hint="Leave it out when they have no fixed address."
        value={typed.address}
        error={messageFor(problems, 'address')}
        autocomplete="off"
        rows={3}
      />
      <TextInput
        name="postcode"
        label={{ children: 'Postcode' }}
        value={typed.postcode}
        error={messageFor(problems, 'postcode')}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        width={10}
      />
    </Fieldset>
  )
}

function CommunicationFields(given: DetailsFieldsProps) {
  const { typed, problems } = given
  return (
    <Radios
      name="asked"
      classes="wm-answers__choice"
      fieldset={{
        legend: { children: 'Have they been asked how they take things in?', size: 'm' },
      }}
      error={messageFor(problems, 'asked')}
      items={[
        { value: 'no', label: 'Not yet', checked: typed.asked !== 'yes' },
        {
          value: 'yes',
          label: 'Yes',
          checked: typed.asked === 'yes',
          conditional: <CommunicationAnswers {...given} />,
        },
      ]}
    />
  )
}

function CommunicationAnswers({ typed, problems }: DetailsFieldsProps) {
  return (
    <>
      <Select
        name="language"
        label={{ children: 'Language they speak best' }}
        options={languageChoices(typed.language)}
        value={typed.language}
        error={messageFor(problems, 'language')}
      />
      <Checkboxes
        name="interpreter"
        fieldset={{ legend: { children: 'Interpreter' } }}
        small
        items={[
          {
            value: 'yes',
            label: 'They need an interpreter',
            checked: typed.interpreter === 'yes',
          },
        ]}
      />
      <Checkboxes
        name="formats"
        fieldset={{ legend: { children: 'Forms in which they can take things in' } }}
        error={messageFor(problems, 'formats')}
        small
        items={keysOf(formats).map((value) => ({
          ...{ value, label: formats[value] },
          checked: typed.formats.includes(value),
        }))}
      />
      <Textarea
        name="communicationNote"
        label={{ children: 'What else helps' }}
        hint="For example: hears better on the landline."
        value={typed.communicationNote}
        error={messageFor(problems, 'communicationNote')}
        autocomplete="off"
        rows={3}
      />
    </>
  )
}
