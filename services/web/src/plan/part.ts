import { createHash } from 'node:crypto'
import { type Plan, type PlanPart, planPart } from '@waymark/contracts'
import type { Content } from '../ui/element.ts'
import { type FieldsProps, type Read, type Reading, readBy, type Typed } from './typed.ts'

/** A section of a plan that is one answer, saved as a whole. */
export interface Part {
  readonly title: string
  readonly about: string
  /** The choices of the form, and what a problem without a field of its own belongs to. */
  readonly Fields: (props: FieldsProps) => Content
  readonly first: string
  readonly fields?: Readonly<Record<string, string>>
  /** Null: not written down yet. */
  readonly show: (plan: Plan, today: string) => Content | null
  /** What is kept, as it would be typed. */
  readonly typedOf: (plan: Plan) => Typed
  readonly read: (typed: Typed) => Read<PlanPart>
}

interface PartGiven extends Omit<Part, 'read' | 'fields'> {
  readonly reading: Omit<Reading<typeof planPart>, 'schema'>
}

export function part({ reading, ...given }: PartGiven): Part {
  return {
    ...given,
    ...(reading.fields === undefined ? {} : { fields: reading.fields }),
    read: (typed) => readBy({ ...reading, schema: planPart }, typed),
  }
}

/**
 * What a form was filled from, as a mark that says nothing of it. A plan's version changes with
 * every line of it; this changes only with the one section.
 */
export function markOf(of: Pick<Part, 'typedOf'>, plan: Plan): string {
  return createHash('sha256')
    .update(`${of.typedOf(plan)}`)
    .digest('base64url')
    .slice(0, 22)
}
