import {
  type AgreementGiven,
  agreementScope,
  agreementScopes,
  agreementWay,
  agreementWays,
  agreementWording,
} from '@waymark/contracts'
import { type FormProblem, messageFor } from '../forms.ts'
import { Radios } from '../ui/choices.tsx'
import { InsetText } from '../ui/messages.tsx'
import {
  DateInput,
  NearDay,
  parseDay,
  readNearDay,
  type TypedNearDay,
  typedNearDay,
} from '../ui/near-day.tsx'

/** An agreement as it was typed: what a form shows again when it cannot be taken. */
export interface TypedAgreement {
  readonly how: string
  readonly askedOn: TypedNearDay
  readonly scope: string
  /** `end` of the referral, or `day`. */
  readonly holds: string
  readonly until: string
}

/** A form nobody has typed in. */
export function nothingAgreed(today: string): TypedAgreement {
  const askedOn = { chosen: today, other: '' }
  return { how: '', askedOn, scope: 'thisGroup', holds: 'end', until: '' }
}

interface AgreementFieldsProps {
  readonly typed: TypedAgreement
  readonly problems: readonly FormProblem[]
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** The words to ask with, and how, when, for whom and until when somebody said yes to them. */
export function AgreementFields({ typed, problems, today }: AgreementFieldsProps) {
  const error = (field: string) => messageFor(problems, field)
  return (
    <>
      <p>Ask them in these words:</p>
      <InsetText visuallyHiddenText="To read out">
        <p>{agreementWording.words}</p>
      </InsetText>
      <input type="hidden" name="wordingVersion" value={agreementWording.version} />
      <Radios
        name="how"
        fieldset={{ legend: { children: 'They said yes. How did you ask?', size: 's' } }}
        error={error('how')}
        items={agreementWay.options.map((value) => ({
          value,
          label: agreementWays[value],
          checked: typed.how === value,
        }))}
      />
      <NearDay
        name="askedOn"
        legend="When?"
        typed={typed.askedOn}
        today={today}
        error={error('askedOn')}
      />
      <Radios
        name="scope"
        fieldset={{ legend: { children: 'What did they say yes to?', size: 's' } }}
        error={error('scope')}
        items={agreementScope.options.map((value) => ({
          value,
          label: agreementScopes[value],
          checked: typed.scope === value,
        }))}
      />
      <Radios
        name="holds"
        classes="wm-answers__choice"
        fieldset={{ legend: { children: 'Until when?', size: 's' } }}
        error={error('holds')}
        items={[
          { value: 'end', label: 'Until the referral ends', checked: typed.holds === 'end' },
          {
            value: 'day',
            label: 'Until a day',
            checked: typed.holds === 'day',
            conditional: (
              <DateInput
                name="until"
                label="The last day"
                value={typed.until}
                error={error('until')}
              />
            ),
          },
        ]}
      />
    </>
  )
}

export interface ReadAgreement {
  readonly typed: TypedAgreement
  /** Null when it cannot be taken; the problems say why. */
  readonly agreement: AgreementGiven | null
  readonly problems: readonly FormProblem[]
}

/** Reads what was typed in `AgreementFields`. */
export function readAgreement(form: URLSearchParams): ReadAgreement {
  const given = (name: string) => form.get(name) ?? ''
  const typed: TypedAgreement = {
    how: given('how'),
    askedOn: typedNearDay(form, 'askedOn'),
    scope: given('scope'),
    holds: given('holds'),
    until: given('until').trim(),
  }
  const how = agreementWay.safeParse(typed.how)
  const scope = agreementScope.safeParse(typed.scope)
  const askedOn = readNearDay(typed.askedOn)
  const until = typed.holds === 'day' ? parseDay(typed.until) : null
  const isUntilMissing = typed.holds === 'day' && until === null
  const problems: FormProblem[] = [
    ...(how.success ? [] : [{ field: 'how', message: 'Choose how you asked them' }]),
    ...(askedOn === null ? [{ field: 'askedOn', message: 'Give the day, like 27/3/2026' }] : []),
    ...(scope.success ? [] : [{ field: 'scope', message: 'Choose what they said yes to' }]),
    ...(isUntilMissing ? [{ field: 'until', message: 'Give the last day, like 27/3/2026' }] : []),
  ]
  if (!how.success || !scope.success || askedOn === null || isUntilMissing) {
    return { typed, agreement: null, problems }
  }
  const wordingVersion = given('wordingVersion') || agreementWording.version
  const agreement = { how: how.data, askedOn, wordingVersion, scope: scope.data, until }
  return { typed, agreement, problems }
}
