/** Time is handed in, never read from the machine inside a rule. */
export type Clock = () => Date

/** The machine's own clock. */
export const systemClock: Clock = () => new Date()
