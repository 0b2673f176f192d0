import { keysOf } from '@waymark/core'

/** What a listings file can say, and the column names under which people keep it. */
const namesOfField = {
  name: ['name', 'listing', 'title', 'servicename'],
  organisation: ['organisation', 'organization', 'provider', 'group'],
  summary: ['summary', 'intro', 'shortdescription'],
  description: ['description', 'about'],
  needs: ['needs', 'need', 'categories', 'category'],
  how: ['how', 'delivery', 'deliveries'],
  coverage: ['coverage'],
  whoFor: ['whofor', 'eligibility', 'whoisitfor'],
  minimumAge: ['minimumage', 'minage'],
  maximumAge: ['maximumage', 'maxage'],
  cost: ['cost', 'price'],
  costNote: ['costnote'],
  joining: ['joining', 'howtojoin'],
  joiningNote: ['joiningnote'],
  address: ['address', 'address1', 'street'],
  town: ['town', 'city', 'district', 'village'],
  postcode: ['postcode', 'postalcode'],
  latitude: ['latitude', 'lat'],
  longitude: ['longitude', 'lng', 'lon', 'long'],
  stepFree: ['stepfree'],
  hideAddress: ['hideaddress', 'maskexactaddress'],
  transport: ['transport'],
  phone: ['phone', 'telephone', 'tel'],
  email: ['email', 'emailaddress'],
  website: ['website', 'url', 'web'],
  charityNumber: ['charitynumber'],
  network: ['network'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Field = keyof typeof namesOfField

/** The cells of one line by field, with the column name as the file spells it. */
export type Cells = Readonly<
  Partial<Record<Field, { readonly column: string; readonly text: string }>>
>

/** Finds each field's cell, whatever the order, case and spelling of the columns. */
export function cellsByField(cells: Readonly<Record<string, string>>): Cells {
  const found: Partial<Record<Field, { column: string; text: string }>> = {}
  for (const [column, text] of Object.entries(cells)) {
    const field = fieldOf(column)
    const isBetter = field !== null && (found[field]?.text ?? '') === ''
    if (isBetter) found[field] = { column, text: text.trim() }
  }
  return found
}

/** The field a column holds, or null for one we have no use for. */
export function fieldOf(column: string): Field | null {
  const plain = column.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return keysOf(namesOfField).find((field) => isNameOf(field, plain)) ?? null
}

function isNameOf(field: Field, name: string): boolean {
  const names: readonly string[] = namesOfField[field]
  return names.includes(name)
}
