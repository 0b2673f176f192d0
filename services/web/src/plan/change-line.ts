import { isAppError } from '@waymark/core'
import type { Deps } from '../deps.ts'
import type { FormProblem } from '../forms.ts'
import type { RefusedStatus } from '../referrals/follow.tsx'
import { namesOfAccounts } from './account-names.ts'
import type { AtPlan } from './at-plan.ts'
import type { LineKind } from './kind.ts'
import { changedProblem } from './plan-page.tsx'
import type { SectionLine } from './sections.ts'
import { isStale, refusedBy, saysAlready, type Typed } from './typed.ts'

/** A form that is shown again: all that was typed, and what is wrong. */
export interface Refused {
  readonly typed: Typed
  readonly problems: readonly FormProblem[]
  readonly status: RefusedStatus
}

/** The same for a line that somebody else saved in between: who did, where that is known. */
export interface RefusedLine extends Refused {
  readonly stale?: { readonly who: string | null }
}

type Answer = Response | Promise<Response>

interface Change {
  readonly deps: Deps
  readonly at: AtPlan
  readonly typed: Typed
  readonly kind: Pick<LineKind, 'read' | 'first' | 'fields'>
  /** The line as it stands now. Throws `notFound` once it is gone. */
  readonly lineIn: (now: AtPlan) => SectionLine
  readonly show: (now: AtPlan, refused: RefusedLine) => Answer
  /** Somebody took the line out while this was typed. */
  readonly onGone: (now: AtPlan, refused: Refused) => Answer
  readonly onDone: () => Answer
}

/** Saves a line over the version that was read, or shows both versions and loses neither. */
export async function changeLine(change: Change): Promise<Response> {
  const { at, typed, kind, lineIn, show, onGone, onDone } = change
  const { given, problems } = kind.read(typed)
  if (given?.edit === null) return onDone()
  try {
    const { id } = lineIn(at)
    if (given === null) return show(at, { typed, problems, status: 422 })
    await given.edit(at.visitor.carePlans, { id, version: versionIn(typed) })
  } catch (error) {
    if (isAppError(error, 'notFound')) {
      const gone = [{ field: kind.first, message: goneMessage }]
      return onGone(await readAgain(at), { typed, problems: gone, status: 409 })
    }
    if (isStale(error)) return showBoth(change)
    const found = refusedBy(error, kind.first, kind.fields)
    return show(at, { typed, problems: found, status: 422 })
  }
  return onDone()
}

const goneMessage =
  'Somebody took this out of the plan while you were writing. Save to add it again'

/** Read again: what stands now is shown beside what was typed, under its own version. */
async function showBoth({ deps, at, typed, lineIn, show, onDone }: Change): Promise<Response> {
  const now = await readAgain(at)
  const line = lineIn(now)
  // The first of two presses has saved it.
  if (saysAlready(line.typed, typed)) return onDone()
  const who = (await namesOfAccounts(deps, [line.by])).get(line.by ?? '') ?? null
  return show(now, { typed, problems: [changedProblem], status: 409, stale: { who } })
}

export async function readAgain(at: AtPlan): Promise<AtPlan> {
  const params = { id: at.plan.id }
  return { ...at, plan: await at.visitor.carePlans.readPlan({ params }) }
}

/** The version that the form was filled from. One without it is a form of the first version. */
export function versionIn(form: Typed): number {
  const version = Number(form.get('version'))
  return Number.isInteger(version) && version > 0 ? version : 1
}
