/** A set of rows, one bit for each: two sets of fifty thousand are compared in microseconds. */
export type Bits = Uint32Array

export function noBits(rows: number): Bits {
  return new Uint32Array((rows + 31) >>> 5)
}

export function hasBit(bits: Bits, row: number): boolean {
  return ((bits[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0
}

/** The row must be within the size that the set was made for. */
export function setBit(bits: Bits, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31))
}

export function clearBit(bits: Bits, row: number): void {
  if (row >>> 5 < bits.length) bits[row >>> 5] = (bits[row >>> 5] ?? 0) & ~(1 << (row & 31))
}

/** The same set with room for so many rows. */
export function widened(bits: Bits, rows: number): Bits {
  const wide = noBits(rows)
  wide.set(bits)
  return wide
}

/** The rows in both; as long as the first. */
export function both(one: Bits, other: Bits): Bits {
  return one.map((word, at) => word & (other[at] ?? 0))
}

/** The rows in either; as long as the first, which is the longer. */
export function either(one: Bits, other: Bits): Bits {
  return one.map((word, at) => word | (other[at] ?? 0))
}

/** The rows of the first that are not in the other. */
export function without(one: Bits, other: Bits): Bits {
  return one.map((word, at) => word & ~(other[at] ?? 0))
}

export function countOf(bits: Bits): number {
  return countBoth(bits, bits)
}

/** How many rows are in both. */
export function countBoth(one: Bits, other: Bits): number {
  const length = Math.min(one.length, other.length)
  let count = 0
  for (let at = 0; at < length; at += 1) count += ones((one[at] ?? 0) & (other[at] ?? 0))
  return count
}

/** How many of 32 bits are set: added up in pairs, in fours, in eights. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
