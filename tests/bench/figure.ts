/** One thing measured, what it was to reach, and what it came to. */
export interface Figure {
  readonly what: string
  /** `null`: it is told, and nothing was to be reached. */
  readonly target: string | null
  readonly result: string
  readonly passed: boolean
  /** The same in numbers, for programs: times in milliseconds, memory in MiB. */
  readonly numbers: Readonly<Record<string, number>>
}

/** A bench, by the letter that it is chosen with. */
export interface Bench {
  readonly letter: string
  readonly name: string
  measure(): Promise<readonly Figure[]>
}

/** Medians of so many rounds. */
export const rounds = 5
