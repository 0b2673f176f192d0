import type { CriteriaResult, CriteriaSet, Criterion, Plan } from '@waymark/contracts'

/** One thing that a criterion rests on. */
interface Evidence {
  /** Null: it cannot be told from what is kept here. */
  readonly holds: boolean | null
  readonly because: string
  readonly missing: Criterion['missing'][number]
}

type Rule = (plan: Plan, today: string) => readonly Evidence[]

const titles = [
  'They are at the centre, and decide who is involved.',
  'Somebody talked with them about what matters and their wider life.',
  'What they want to achieve is agreed together.',
  'There is a plan that can be shared: what matters, what they want, and how.',
  'It is reviewed, on a set day and in between.',
  'There is one plan. It is theirs, and those who help them can see it.',
] as const

/** NHS England's five criteria, and Lincolnshire's sixth. */
const rules: readonly Rule[] = [central, conversations, agreed, shareable, reviewed, single]

const counts: Readonly<Record<CriteriaSet, number>> = { 'nhse-5': 5, 'lincs-6': 6 }

/**
 * A plan against a set of criteria, from what exists alone. "Cannot tell" is never counted as met,
 * and the quality of a conversation is for people to judge. `today` is the day in Europe/London.
 */
export function checkPlan(set: CriteriaSet, plan: Plan, today: string): CriteriaResult {
  const criteria = rules.slice(0, counts[set]).map((rule, at) => toCriterion(at, rule(plan, today)))
  const met = criteria.every(({ state }) => state === 'met')
  return { set, planVersion: plan.version, met, criteria }
}

function toCriterion(at: number, evidence: readonly Evidence[]): Criterion {
  const isMissing = evidence.some(({ holds }) => holds === false)
  const isUnknown = evidence.some(({ holds }) => holds === null)
  return {
    number: at + 1,
    says: titles[at] ?? '',
    state: isMissing ? 'notYet' : isUnknown ? 'cannotTell' : 'met',
    because: evidence.filter(({ holds }) => holds === true).map(({ because }) => because),
    missing: evidence.filter(({ holds }) => holds !== true).map(({ missing }) => missing),
  }
}

type Where = Criterion['missing'][number]['where']

function evidence(where: Where, because: string, says: string) {
  return (holds: boolean | null): Evidence => ({ holds, because, missing: { says, where } })
}

const decides = evidence(
  'decisions',
  'It is written down who decides.',
  'Write down who decides, and until when.',
)
const involved = evidence(
  'circle',
  'They chose who is involved, or said that nobody else is.',
  'Ask who should be involved. “Nobody else” is an answer.',
)
const agrees = evidence(
  'agreement',
  'They agree with this plan.',
  'Ask whether they agree with this plan, and write down how and when.',
)
const ownVoice = evidence(
  'entries',
  'Something in it was said by them.',
  'Write down something that they said themselves.',
)

function central({ decisions, circle, nobodyElse, agreement, entries }: Plan, today: string) {
  const until = decisions?.until ?? null
  return [
    decides(decisions !== null && (until === null || until >= today)),
    involved(nobodyElse || circle.some(({ chosenByPerson }) => chosenByPerson)),
    agrees(agreement !== null),
    ownVoice(entries.some(({ saidByPerson }) => saidByPerson)),
  ]
}

const talked = evidence(
  'conversations',
  'Somebody talked with them, or wrote down why not.',
  'Write down when you talked about the plan.',
)
const prepared = evidence(
  'conversations',
  'They had time and help to prepare, or were offered it.',
  'Offer them time and help to prepare for the next conversation.',
)
const matters = evidence(
  'entries',
  'It says what matters to them.',
  'Ask what matters to them, and write it down.',
)
const widerLife = evidence(
  'entries',
  'It says what they are good at, what has worked, or how life is.',
  'Write down a strength, what has worked before, or how life is just now.',
)

function conversations({ conversations: held, entries }: Plan) {
  const about = held.filter(({ kind }) => kind === 'initial' || kind === 'discuss')
  const has = (kinds: readonly string[]) => entries.some(({ kind }) => kinds.includes(kind))
  return [
    talked(about.some(({ personTookPart, whyNot }) => personTookPart || whyNot !== null)),
    prepared(about.some(({ preparationOffered }) => preparationOffered)),
    matters(has(['whatMatters'])),
    widerLife(has(['strength', 'workedBefore', 'aboutMyLife'])),
  ]
}

const agreedGoal = evidence(
  'goals',
  'There is a goal that they and somebody else agreed.',
  'Agree a goal with them, and write down who agreed it.',
)

function agreed({ goals }: Plan) {
  const isAgreed = goals.some(
    ({ state, agreedByPerson, agreedWith }) =>
      state === 'agreed' && agreedByPerson && agreedWith.length > 0,
  )
  return [agreedGoal(isAgreed)]
}

const steps = evidence(
  'actions',
  'Each agreed goal has a step: what, who, when.',
  'Write down a step for each agreed goal: what, who, when.',
)
const shared = evidence(
  'sharing',
  'It is shared with somebody, or they do not want that now.',
  'Ask with whom to share it. “Not now” is an answer.',
)

function shareable({ goals, circle, notSharedNow }: Plan) {
  const inHand = goals.filter(({ state }) => state === 'agreed')
  return [
    steps(inHand.length > 0 && inHand.every(({ actions }) => actions.length > 0)),
    shared(notSharedNow || circle.some(({ shouldSeePlan }) => shouldSeePlan)),
  ]
}

const nextReview = evidence(
  'review',
  'The next review has a day and somebody who holds it.',
  'Set a day for the next review, and who holds it.',
)
const inBetween = evidence(
  'review',
  'They know how to say something in between.',
  'Write down how they can say something in between.',
)

function reviewed({ review }: Plan, today: string) {
  return [
    nextReview(review !== null && review.on >= today),
    inBetween(review !== null && review.inBetween !== ''),
  ]
}

const inUse = evidence('goals', 'It is the one plan in use.', 'Put this plan in use.')
const hasCopy = evidence(
  'copy',
  'They have their own copy.',
  'Give them a copy in a form that suits them.',
)
const reachable = evidence(
  'circle',
  'Those who should see it can, or it says why not yet.',
  'We cannot tell whether those who should see it can. Write down why not yet, if they cannot.',
)

function single({ state, copy, circle }: Plan) {
  const waiting = circle.some(({ shouldSeePlan, whyNotYet }) => shouldSeePlan && whyNotYet === null)
  // Nobody of a circle signs in here yet, so access is told by what is written down alone.
  return [inUse(state === 'active'), hasCopy(copy !== null), reachable(waiting ? null : true)]
}
