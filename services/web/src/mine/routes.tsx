import type { Look } from '@waymark/contracts'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { orNullWhenAway } from '../people/everyone.ts'
import type { People } from '../people/guard.ts'
import { namesOfAccounts } from '../plan/account-names.ts'
import { page } from '../referrals/follow.tsx'
import type { Visitors } from '../session/visitor.ts'
import { answerPages } from './answer-routes.tsx'
import { dayByDay, LookedView, whoLooked } from './looked.tsx'
import { MineView, NotLinkedView } from './mine.tsx'
import { doneOf } from './mine-page.tsx'
import { type AtMine, forPerson, readOwnPlan, readOwnReferrals, readWorkers } from './own.ts'
import { stopPages } from './stop-routes.tsx'
import { WhoCanSeeView } from './who-can-see.tsx'

/** "My plan and groups": the pages of somebody about themself. */
export function minePages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  const people: People = { deps, visitors }
  hono.get('/mine', forPerson(people, showMine))
  hono.get('/mine/who-can-see', forPerson(people, showWhoCanSee))
  hono.get('/mine/looked', forPerson(people, showLooked))
  answerPages(hono, people)
  stopPages(hono, people)
}

async function showMine(context: Context, at: AtMine): Promise<Response> {
  const { visitor, today, deps } = at
  const { frame } = visitor
  const [own, referrals] = await Promise.all([readOwnPlan(visitor), readOwnReferrals(visitor)])
  if (own.is === 'notLinked') return page(context, <NotLinkedView frame={frame} />)
  const plan = own.is === 'there' ? own.plan : null
  const answers = (plan?.goals ?? []).flatMap(({ suggestions }) =>
    suggestions.flatMap(({ confirmations }) => confirmations),
  )
  const writers = answers.filter(({ told }) => told !== null).map(({ writtenBy }) => writtenBy)
  const [workers, names] = await Promise.all([
    readWorkers(deps, visitor, plan),
    namesOfAccounts(deps, writers),
  ])
  const done = doneOf(context.req.query('done'))
  return page(context, <MineView {...{ frame, today, own, referrals, workers, names, done }} />)
}

async function showWhoCanSee(context: Context, at: AtMine): Promise<Response> {
  const { visitor, today, deps } = at
  const { frame } = visitor
  const [own, referrals] = await Promise.all([readOwnPlan(visitor), readOwnReferrals(visitor)])
  if (own.is === 'notLinked') return page(context, <NotLinkedView frame={frame} />)
  const workers = await readWorkers(deps, visitor, own.is === 'there' ? own.plan : null)
  return page(context, <WhoCanSeeView {...{ frame, today, referrals, workers }} />)
}

/** Three services keep who looked at what is theirs; one that is away is named. */
async function showLooked(context: Context, { visitor, today, deps }: AtMine): Promise<Response> {
  const { frame, people, carePlans, referrals } = visitor
  const asked = [
    ['who you are', () => people.listOwnLooks()],
    ['your plan', () => carePlans.listOwnPlanLooks()],
    ['your groups', () => referrals.listOwnReferralLooks()],
  ] as const
  const found = await Promise.all(
    asked.map(async ([what, ask]) => ({ what, looks: await orNullWhenAway(ask) })),
  )
  const away = found.filter(({ looks }) => looks === null).map(({ what }) => what)
  const looks: Look[] = found.flatMap(({ looks: each }) => each?.contents ?? [])
  const ids = [...new Set(looks.flatMap(({ userId }) => userId ?? []))].slice(0, 200)
  const read = () => deps.identity.readNames({ body: { ids } })
  const named = ids.length === 0 ? null : await orNullWhenAway(read)
  const names = new Map((named?.contents ?? []).map((each) => [each.id, each]))
  const days = dayByDay(looks, whoLooked(names))
  return page(context, <LookedView {...{ frame, today, days, away }} />)
}
