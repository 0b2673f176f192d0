import { type CriteriaResult, type Criterion, criteriaSets, type Plan } from '@waymark/contracts'
import type { ServiceApp } from '@waymark/http'
import type { People } from '../people/guard.ts'
import { firstNameOf } from '../people/names.ts'
import { page } from '../referrals/follow.tsx'
import { Tag, type TagProps } from '../ui/content.tsx'
import { atPlan, planHref, planPath, shownOf } from './at-plan.ts'
import { PlanPage, type Shown } from './plan-page.tsx'

/** Whether a plan is complete, by the national criteria. */
export function criteriaPages(hono: ServiceApp['hono'], people: People): void {
  hono.get(
    `${planPath}/criteria`,
    atPlan(people, async (context, at) => {
      const check = (set: CriteriaResult['set']) =>
        at.visitor.carePlans.checkPlan({ params: { id: at.plan.id, set } })
      const [five, six] = await Promise.all([check('nhse-5'), check('lincs-6')])
      return page(context, <CriteriaView {...shownOf(at)} {...{ five, six }} />)
    }),
  )
}

interface CriteriaProps extends Shown {
  readonly plan: Plan
  /** NHS England's five. */
  readonly five: CriteriaResult
  /** Lincolnshire's six: the same five, and one more. */
  readonly six: CriteriaResult
}

/** The criteria, line by line: what it rests on, what is missing, and where that is mended. */
export function CriteriaView({ plan, five, six, ...shown }: CriteriaProps) {
  const { person } = shown
  return (
    <PlanPage {...shown} title="Is this plan complete?">
      <p>
        This is a help for your work and no judgement. It looks at what is written down. How good a
        conversation was, only you and <bdi>{firstNameOf(person)}</bdi> can say.
      </p>
      <ul class="nhsuk-list">
        <CountLine result={five} />
        <CountLine result={six} />
      </ul>
      <ol class="wm-plan__lines wm-criteria">
        {six.criteria.map((each) => (
          <CriterionItem {...{ plan, personId: person.id, criterion: each }} />
        ))}
      </ol>
    </PlanPage>
  )
}

function CountLine({ result: { set, met, criteria } }: { readonly result: CriteriaResult }) {
  const count = criteria.filter(({ state }) => state === 'met').length
  return (
    <li>
      {criteriaSets[set]}:{' '}
      <strong>{met ? 'all of them met' : `${count} of ${criteria.length} met`}</strong>
    </li>
  )
}

const states = {
  met: { words: 'Met', colour: 'green' },
  notYet: { words: 'Not yet', colour: 'orange' },
  cannotTell: { words: 'Cannot tell', colour: 'grey' },
} as const satisfies Record<
  Criterion['state'],
  { readonly words: string; readonly colour: TagProps['colour'] }
>

interface ItemProps {
  readonly plan: Plan
  readonly personId: string
  readonly criterion: Criterion
}

function CriterionItem({ plan, personId, criterion }: ItemProps) {
  const { number, says, state, because, missing } = criterion
  const { words, colour } = states[state]
  return (
    <li>
      <h2 class="nhsuk-heading-s">
        {number}. {says}
      </h2>
      <p>
        <Tag colour={colour}>{words}</Tag>
      </p>
      {because.length > 0 && (
        <ul class="nhsuk-list nhsuk-list--bullet">
          {because.map((each) => (
            <li>{each}</li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <ul class="nhsuk-list">
          {missing.map((each) => (
            <li>
              <a href={planHref(personId, mendedAt(plan, number, each.where))}>{each.says}</a>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

type Where = Criterion['missing'][number]['where']

const pages: Readonly<Record<Exclude<Where, 'entries'>, string>> = {
  decisions: 'who-decides',
  circle: 'circle',
  agreement: 'agreed',
  conversations: 'conversations',
  goals: 'goals',
  actions: 'goals',
  review: 'review',
  copy: 'copy',
  sharing: 'sharing',
}

/** The page that mends what is missing. */
function mendedAt({ entries }: Plan, number: number, where: Where): string {
  if (where === 'entries') {
    return entries.some(({ kind }) => kind === 'whatMatters') ? 'good-at' : 'what-matters'
  }
  // The sixth asks of goals only that the plan is in use, and that is done on the plan itself.
  return number === 6 && where === 'goals' ? '' : pages[where]
}
