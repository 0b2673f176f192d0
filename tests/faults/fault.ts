/** A deliberate breakage of one mechanism that trust rests on, and the test that must notice it. */
export interface Fault {
  readonly name: string
  /** Where it is, from the top of the tree. */
  readonly file: string
  /** What is there exactly once, and what is put in its place. */
  readonly find: string
  readonly put: string
  readonly caughtBy: { readonly file: string; readonly test: string }
}
