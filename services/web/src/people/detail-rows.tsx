import { formats, type Person } from '@waymark/contracts'
import { OwnWords } from '../referrals/shared-copy.tsx'
import type { SummaryRow } from '../ui/content.tsx'
import { listInWords } from '../ui/format.ts'
import { languageInWords } from './languages.ts'
import { birthInWords, nhsNumberInWords } from './words.ts'

type Details = Pick<
  Person,
  | 'givenName'
  | 'familyName'
  | 'knownAs'
  | 'birthDate'
  | 'nhsNumber'
  | 'address'
  | 'postcode'
  | 'communication'
>

/** Who somebody is, a row for each thing. */
export function detailRows(details: Details, today: string): SummaryRow[] {
  const { givenName, familyName, knownAs, birthDate, nhsNumber, address, postcode } = details
  return [
    { key: 'Communication', value: <Communication communication={details.communication} /> },
    { key: 'Name', value: <bdi>{`${givenName} ${familyName}`}</bdi> },
    ...(knownAs === null ? [] : [{ key: 'Likes to be called', value: <bdi>{knownAs}</bdi> }]),
    { key: 'Born on', value: birthInWords(birthDate, today) },
    { key: 'NHS number', value: nhsNumberInWords(nhsNumber) },
    { key: 'Address', value: <OwnWords words={address} none="None given" /> },
    { key: 'Postcode', value: postcode ?? 'None given' },
  ]
}

function Communication({ communication }: Pick<Details, 'communication'>) {
  if (communication === null) return <>Nobody has asked yet</>
  const { language, interpreter, formats: wanted, note } = communication
  const needed = wanted.map((format) => formats[format].toLowerCase())
  return (
    <>
      <span class="wm-line">
        {languageInWords(language)}
        {interpreter && <strong>, with an interpreter</strong>}
      </span>
      {needed.length > 0 && <strong class="wm-line">Needs {listInWords(needed)}</strong>}
      {note !== null && (
        <span class="wm-line">
          <OwnWords words={note} />
        </span>
      )}
    </>
  )
}
