import type { carePlansApi, Plan } from '@waymark/contracts'
import type { Client } from '@waymark/http'
import type { z } from 'zod'
import type { Content } from '../ui/element.ts'
import type { FieldsProps, Read, Reading, Typed } from './typed.ts'
import { readBy } from './typed.ts'

export type CarePlans = Client<typeof carePlansApi>

/** A line of a plan, whatever it holds. */
export interface KeptLine {
  readonly id: string
  readonly version: number
  /** The account of whoever wrote it last; null: it was imported. */
  readonly by: string | null
}

type Answer = Promise<Plan>
type Edit<Given> = (
  plans: CarePlans,
  input: { params: { id: string }; body: Given; ifMatch: number },
) => Answer

/** What there is to know of one kind of line, its type closed in: how it is shown, typed, kept. */
export interface LineKind<Line extends KeptLine = KeptLine> {
  readonly Fields: (props: FieldsProps) => Content
  /** What a problem without a field of its own belongs to. */
  readonly first: string
  readonly fields?: Readonly<Record<string, string>>
  readonly show: (line: Line, today: string) => Content
  /** What is kept, as it would be typed. */
  readonly typedOf: (line: Line) => Typed
  readonly read: (typed: Typed) => Read<Writing>
  /** Whether it can be changed once it is written. */
  readonly changes: boolean
  /** Null: it is never taken out. */
  readonly remove: ((plans: CarePlans, line: Pick<KeptLine, 'id' | 'version'>) => Answer) | null
}

/** What was read from a form, ready to be kept. */
export interface Writing {
  readonly add: (plans: CarePlans, under: string, idempotencyKey: string) => Answer
  /** Null: it is written once, and never changed. */
  readonly edit: ((plans: CarePlans, line: Pick<KeptLine, 'id' | 'version'>) => Answer) | null
}

interface KindGiven<Schema extends z.ZodType, Line extends KeptLine>
  extends Omit<LineKind<Line>, 'read' | 'changes'> {
  readonly reading: Reading<Schema>
  readonly add: (
    plans: CarePlans,
    input: { params: { id: string }; body: z.output<Schema>; idempotencyKey: string },
  ) => Answer
  readonly edit: Edit<z.output<Schema>> | null
}

/** Closes the type of what a form gives in, so that one set of pages serves every kind. */
export function lineKind<Schema extends z.ZodType, Line extends KeptLine>({
  reading,
  add,
  edit,
  ...kind
}: KindGiven<Schema, Line>): LineKind<Line> {
  return {
    ...kind,
    changes: edit !== null,
    ...(reading.fields === undefined ? {} : { fields: reading.fields }),
    read(typed) {
      const { given: body, problems } = readBy(reading, typed)
      if (body === null) return { given: null, problems }
      const given: Writing = {
        add: (plans, id, idempotencyKey) => add(plans, { params: { id }, body, idempotencyKey }),
        edit:
          edit &&
          ((plans, { id, version: ifMatch }) => edit(plans, { params: { id }, body, ifMatch })),
      }
      return { given, problems: [] }
    },
  }
}
