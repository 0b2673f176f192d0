import { type Actor, AppError, notFound } from '@waymark/core'
import { type Action, decide, type Resource } from './decide.ts'

interface Demand {
  /** What the record is called in a refusal: "listing". */
  readonly what: string
  /** The action that lets somebody see it at all; without it, it does not exist for them. */
  readonly see: Action
}

/** Throws unless the actor may. A record they may not even see does not exist for them. */
export function demand(
  actor: Actor,
  action: Action,
  resource: Resource,
  { what, see }: Demand,
): void {
  if (decide(actor, action, resource).allowed) return
  if (!decide(actor, see, resource).allowed) throw notFound(what)
  throw new AppError('forbidden', `You may read this ${what}, but not change it.`)
}
