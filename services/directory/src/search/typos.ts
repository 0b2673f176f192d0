/**
 * The fewest slips of the finger between two words (optimal string alignment): a letter wrong,
 * missing, extra, or two swapped. Null when more than `limit`.
 * With `prefix`, what matters is the nearest beginning of `word`, for somebody still typing.
 */
export function typosBetween(
  typed: string,
  word: string,
  limit: number,
  prefix = false,
): number | null {
  const width = prefix ? Math.min(word.length, typed.length + limit) : word.length
  if (typed.length - width > limit || (!prefix && width - typed.length > limit)) return null
  let twoAbove: number[] = []
  let above = Array.from({ length: width + 1 }, (_, column) => column)
  for (let row = 1; row <= typed.length; row += 1) {
    const current = nextRow(typed, word, row, [above, twoAbove])
    if (Math.min(...current) > limit) return null
    twoAbove = above
    above = current
  }
  const slips = prefix ? Math.min(...above) : (above[width] ?? limit + 1)
  return slips <= limit ? slips : null
}

/** One row of the alignment table, from the row above it and the one above that. */
function nextRow(
  typed: string,
  word: string,
  row: number,
  [above, twoAbove]: readonly [readonly number[], readonly number[]],
): number[] {
  const current = [row]
  for (let column = 1; column < above.length; column += 1) {
    const same = typed[row - 1] === word[column - 1]
    const left = (current[column - 1] ?? 0) + 1
    const over = (above[column] ?? 0) + 1
    const across = (above[column - 1] ?? 0) + (same ? 0 : 1)
    const swapped = typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1]
    const swap = swapped ? (twoAbove[column - 2] ?? 0) + 1 : across
    current.push(Math.min(left, over, across, swap))
  }
  return current
}

/** How many slips are forgiven: none in two letters or a number, one from 3 letters, two from 8. */
export function typosForgiven(letters: number): number {
  if (letters >= 8) return 2
  return letters >= 3 ? 1 : 0
}

/** One bit for each letter a word has, to pass over most words without aligning them. */
export function lettersOf(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31)
  return bits
}

/** How many letters one word has that the other lacks, counted over `lettersOf`. */
export function lettersMissing(from: number, inOther: number): number {
  let bits = from & ~inOther
  let count = 0
  while (bits !== 0) {
    bits &= bits - 1
    count += 1
  }
  return count
}
