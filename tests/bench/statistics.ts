/** The value that so large a share of the others is not above (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('Nothing was measured.')
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The middle one; of an even number, the lower of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** How long each of some works took, in milliseconds, one after another. */
export async function timesOf(
  count: number,
  work: (at: number) => unknown | Promise<unknown>,
): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < count; at += 1) {
    const started = performance.now()
    await work(at)
    times.push(performance.now() - started)
  }
  return times
}

/** Both sides of a ratio, in turn and so often, so that what else the machine does meets both. */
export async function inTurns<Left, Right>(
  rounds: number,
  left: () => Promise<Left>,
  right: () => Promise<Right>,
): Promise<{ readonly left: Left; readonly right: Right }[]> {
  const all: { left: Left; right: Right }[] = []
  for (let round = 0; round < rounds; round += 1) {
    all.push({ left: await left(), right: await right() })
  }
  return all
}

/** With two figures that matter. */
export function rounded(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-GB')
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
