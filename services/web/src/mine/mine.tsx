import type { OwnReferral, Plan } from '@waymark/contracts'
import { GoalCard } from './goal-card.tsx'
import { GroupCard, groupsOf } from './group-card.tsx'
import { type Done, DoneBanner, MinePage, type MineShown } from './mine-page.tsx'
import { NotesToChoose } from './notes.tsx'
import type { OwnPlan, Worker } from './own.ts'
import { RingNow } from './ring.tsx'
import { mineSaid, ringAbout } from './words.ts'

export interface MineProps extends MineShown {
  readonly own: OwnPlan
  /** Null while referrals cannot be asked. */
  readonly referrals: readonly OwnReferral[] | null
  /** Null while that cannot be asked. */
  readonly workers: readonly Worker[] | null
  /** The names of those who wrote in the plan for them, by their ids. */
  readonly names: ReadonlyMap<string, string>
  readonly done?: Done | undefined
}

/** "My plan and groups": their goals, what happened, what they say of it; then their groups. */
export function MineView(props: MineProps) {
  const { frame, today, own, referrals, workers, done } = props
  const plan = own.is === 'there' ? own.plan : null
  const rating = plan && ringAbout(plan)
  return (
    <MinePage frame={frame} title="My plan and groups" isFirst>
      <DoneBanner done={done} />
      {rating !== null && <RingNow {...{ rating, workers, today }} />}
      <div data-refresh="4">
        <div id="mine" data-live data-said={mineSaid(plan, referrals ?? [])} tabindex={-1}>
          <Goals {...props} />
          <Groups {...props} plan={plan} />
        </div>
      </div>
      <ul class="wm-mine__links">
        <li>
          <a href="/mine/who-can-see">Who can see what about me</a>
        </li>
        <li>
          <a href="/mine/looked">Who has looked at my record</a>
        </li>
      </ul>
    </MinePage>
  )
}

function Goals({ own, workers, names, today }: MineProps) {
  return (
    <section aria-labelledby="goals">
      <h2 class="nhsuk-heading-m" id="goals">
        What I want
      </h2>
      {own.is === 'away' && <p>We cannot show your plan just now. Look again in a little while.</p>}
      {own.is === 'notBegun' && (
        <p>
          You have no plan here yet. <WhomToAsk workers={workers} />
        </p>
      )}
      {own.is === 'there' && (
        <>
          {own.plan.state === 'ended' && <p>This plan has ended. It is kept as it was.</p>}
          {own.plan.goals.length === 0 && (
            <p>
              No goal is written down yet. <WhomToAsk workers={workers} />
            </p>
          )}
          {own.plan.goals.map((goal) => (
            <GoalCard {...{ goal, names, today }} isRunning={own.plan.state !== 'ended'} />
          ))}
          <NotesToChoose plan={own.plan} />
        </>
      )}
    </section>
  )
}

function WhomToAsk({ workers }: Pick<MineProps, 'workers'>) {
  const named = (workers ?? []).flatMap(({ name }) => name ?? [])
  const [first] = named
  return first === undefined ? (
    <>Ask your link worker, or at your surgery.</>
  ) : (
    <>
      Ask <bdi>{first}</bdi>.
    </>
  )
}

function Groups({ referrals, plan, today }: MineProps & { readonly plan: Plan | null }) {
  const told = plan?.goals.flatMap(({ suggestions }) => suggestions) ?? []
  const besideGoals = new Set(told.flatMap(({ outcome }) => outcome?.id ?? []))
  const groups = groupsOf(referrals ?? [])
  return (
    <section aria-labelledby="groups">
      <h2 class="nhsuk-heading-m" id="groups">
        My groups
      </h2>
      {referrals === null && (
        <p>We cannot show your groups just now. Look again in a little while.</p>
      )}
      {referrals !== null && groups.length === 0 && <p>You have not been sent to a group yet.</p>}
      {groups.map((group) => (
        <GroupCard {...group} {...{ besideGoals, today }} />
      ))}
    </section>
  )
}

/** No record here is known to be theirs: whom to ask. */
export function NotLinkedView({ frame }: Pick<MineProps, 'frame'>) {
  return (
    <MinePage frame={frame} title="My plan and groups" isFirst>
      <p>We do not know yet which plan is yours.</p>
      <p>
        Ask your link worker, or at your surgery. They can link it to the e-mail address that you
        sign in with. Then you see your plan and your groups here.
      </p>
    </MinePage>
  )
}
