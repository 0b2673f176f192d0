import { type EntryKind, entryKinds, type Plan } from '@waymark/contracts'
import { notFound } from '@waymark/core'
import type { Content } from '../ui/element.ts'
import { conversationLine } from './conversation.tsx'
import { entryKindOf } from './entry.tsx'
import type { KeptLine, LineKind } from './kind.ts'
import { memberKind } from './member.tsx'
import type { Typed } from './typed.ts'

/** A line of a section as its pages need it. */
export interface SectionLine extends KeptLine {
  readonly shown: Content
  readonly typed: Typed
}

/** A section of a plan that is a list of lines, each written, changed and taken out on its own. */
export interface Section extends Omit<LineKind, 'show' | 'typedOf'> {
  readonly title: string
  /** What belongs here, said to who writes it. */
  readonly about: string
  /** Above the form for one more. */
  readonly adding: string
  readonly lines: (plan: Plan, today: string) => SectionLine[]
}

interface SectionGiven<Line extends KeptLine> {
  readonly title: string
  readonly about: string
  readonly adding: string
  readonly kind: LineKind<Line>
  readonly linesOf: (plan: Plan) => readonly Line[]
}

function section<Line extends KeptLine>(given: SectionGiven<Line>): Section {
  const { title, about, adding, linesOf } = given
  const { show, typedOf, ...kind } = given.kind
  return {
    ...{ ...kind, title, about, adding },
    lines: (plan, today) =>
      linesOf(plan).map((line) => ({
        ...{ id: line.id, version: line.version, by: line.by },
        ...{ shown: show(line, today), typed: typedOf(line) },
      })),
  }
}

function entries(kind: EntryKind, about: string): Section {
  const linesOf = ({ entries: all }: Plan) => all.filter((entry) => entry.kind === kind)
  const adding = 'Write it down'
  return section({ title: entryKinds[kind], about, adding, kind: entryKindOf(kind), linesOf })
}

/** The sections that are lists, by the word that stands for each in an address. */
export const sections = {
  'what-matters': entries(
    'whatMatters',
    'What makes a good day for them? Whom and what would they not be without?',
  ),
  'good-at': entries(
    'strength',
    'What are they good at, and proud of? What do others ask them for?',
  ),
  'worked-before': entries('workedBefore', 'What has helped before, even a little?'),
  'my-life': entries(
    'aboutMyLife',
    'Home, money, work, caring for somebody, getting about: what makes things easier or harder?',
  ),
  circle: section({
    title: 'Who helps',
    about: 'The people they choose to have round them. “Nobody else” is an answer too.',
    adding: 'Add somebody',
    kind: memberKind,
    linesOf: ({ circle }) => circle,
  }),
  conversations: section({
    title: 'Conversations',
    about: 'When you talked about the plan, with them or about them. One is written as it was.',
    adding: 'Write one down',
    kind: conversationLine,
    linesOf: ({ conversations }) => conversations,
  }),
} as const satisfies Record<string, Section>

export type SectionName = keyof typeof sections

/** Any of them, in an address. In a group: a router holds only the first to the start. */
export const sectionPattern = `(?:${Object.keys(sections).join('|')})`

/** The section that an address names. Throws `notFound` for none. */
export function sectionAt(name: string): Section {
  const found = Object.entries(sections).find(([each]) => each === name)
  if (found === undefined) throw notFound('page')
  return found[1]
}

/** The line that an address names. Throws `notFound` for one that is not there. */
export function lineAt(lines: readonly SectionLine[], id: string): SectionLine {
  const found = lines.find((line) => line.id === id)
  if (found === undefined) throw notFound('line of the plan')
  return found
}
