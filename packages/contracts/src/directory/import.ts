import { z } from 'zod'

/** The longest text one cell may hold, in characters. */
export const longestCell = 5000

/** One line of a listings file: its number, and its cells by column name as they were typed. */
export const importRow = z.strictObject({
  line: z.number().int().min(1),
  cells: z.record(z.string().max(100), z.string().max(longestCell)),
})
export type ImportRow = z.infer<typeof importRow>

/** What became (in a dry run: would become) of a line. A refusal names column and cure. */
export const importOutcome = z.object({
  line: z.number().int(),
  result: z.enum(['created', 'changed', 'unchanged', 'refused']),
  listingId: z.uuid().nullable(),
  problems: z.array(z.object({ column: z.string(), detail: z.string() })),
  /** Taken as it could be, and worth a look: a missing phone, a place known only roughly. */
  notes: z.array(z.object({ column: z.string(), detail: z.string() })),
})
export type ImportOutcome = z.infer<typeof importOutcome>
