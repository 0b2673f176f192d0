import { parse, validOutcode } from 'postcode'

export interface Postcode {
  /** `TW7 4AB` */
  readonly postcode: string
  /** `TW7`: about 8,000 homes, coarse enough to show. */
  readonly outcode: string
  /** `TW7 4` */
  readonly sector: string
}

/** Somebody gave the first half alone. */
export interface OutwardCode {
  readonly outcode: string
}

/** A UK postcode, or its first half alone, in any case and spacing; null when it is neither. */
export function parsePostcode(text: string): Postcode | OutwardCode | null {
  const trimmed = text.trim().toUpperCase()
  const whole = parse(trimmed.replace(/\s+/g, ''))
  if (whole.valid) {
    return { postcode: whole.postcode, outcode: whole.outcode, sector: whole.sector }
  }
  return validOutcode(trimmed) ? { outcode: trimmed } : null
}
