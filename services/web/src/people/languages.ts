import { formats } from '@waymark/contracts'

/** Languages spoken most in England and Wales (census 2021), and British Sign Language. */
const offered = [
  ...['ar', 'bfi', 'bn', 'bg', 'ckb', 'cy', 'el', 'en', 'es', 'fa', 'fr', 'gu', 'hi', 'hu', 'it'],
  ...['lt', 'lv', 'ml', 'ne', 'pa', 'pl', 'ps', 'pt', 'ro', 'ru', 'sk', 'so', 'sq', 'ta', 'ti'],
  ...['tr', 'uk', 'ur', 'vi', 'yue', 'zh'],
]

const names = new Intl.DisplayNames('en-GB', { type: 'language' })

/** A language by its ISO 639 code: "pl" is Polish. */
export function languageInWords(code: string): string {
  return code === 'bfi' ? formats.bsl : (names.of(code) ?? code)
}

/** The languages to choose from by name, with the one that is kept among them. */
export function languageChoices(
  kept: string,
): readonly { readonly value: string; readonly label: string }[] {
  const isOther = /^[a-z]{2,3}$/.test(kept) && !offered.includes(kept)
  const codes = isOther ? [...offered, kept] : offered
  return codes
    .map((value) => ({ value, label: languageInWords(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en-GB'))
}
