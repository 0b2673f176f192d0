import { type FieldProblem, invalid } from '@waymark/core'
import type { LineContent, LineKind, lineTable } from './tables.ts'

/** A line as it is kept; its kind says what it holds. */
export interface Line<Kind extends LineKind = LineKind>
  extends Omit<typeof lineTable.$inferSelect, 'tenant' | 'kind' | 'content'> {
  readonly kind: Kind
  readonly content: LineContent[Kind]
}

type Checks = {
  readonly [Kind in LineKind]: (content: LineContent[Kind], today: string) => FieldProblem[]
}

/** What cannot be, kind by kind. */
const checks: Checks = {
  entry: () => [],
  action: () => [],
  member: ({ shouldSeePlan, whyNotYet }) =>
    shouldSeePlan || whyNotYet === null
      ? []
      : [{ pointer: '/whyNotYet', detail: 'Say this only of somebody who should see the plan.' }],
  goal: ({ state, agreedByPerson, agreedOn }, today) => [
    ...(state === 'agreed' && !agreedByPerson
      ? [{ pointer: '/agreedByPerson', detail: 'A goal is agreed only with the person.' }]
      : []),
    ...notLater('/agreedOn', agreedOn, today),
  ],
  conversation: ({ on, personTookPart, whyNot }, today) => [
    ...notLater('/on', on, today),
    ...(personTookPart || whyNot !== null
      ? []
      : [{ pointer: '/whyNot', detail: 'Say why the person took no part.' }]),
  ],
}

function notLater(pointer: string, on: string | null, today: string): FieldProblem[] {
  const isLater = on !== null && on > today
  return isLater ? [{ pointer, detail: 'Give a day that is not in the future.' }] : []
}

/** Throws `invalid`, by field, for what cannot be. `today` is the day in Europe/London. */
export function checkLine<Kind extends LineKind>(
  kind: Kind,
  content: LineContent[Kind],
  today: string,
): void {
  const problems = checks[kind](content, today)
  if (problems.length > 0) throw invalid('Something needs mending.', problems)
}

/** Whether a line is of a kind; what it holds follows. */
export function isOf<Kind extends LineKind>(kind: Kind) {
  return (line: Line): line is Line<Kind> => line.kind === kind
}
