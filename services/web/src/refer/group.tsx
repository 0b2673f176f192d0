import { type FindQuery, type FindResult, type ListingCard, need, needs } from '@waymark/contracts'
import { parsePostcode } from '@waymark/core'
import { readFindQuery } from '../find/query.ts'
import { messageFor } from '../forms.ts'
import { Button } from '../ui/button.tsx'
import { countInWords } from '../ui/format.ts'
import { TextInput } from '../ui/input.tsx'
import { ListingCardView } from '../ui/listing-card.tsx'
import { Pagination } from '../ui/navigation.tsx'
import { Select } from '../ui/select.tsx'
import { QuestionPage, type QuestionProps, questionProps } from './question-page.tsx'
import { firstNameIn, type Question, type Referring, type Taken, typedOr } from './referring.ts'
import { outcodeOfWho, withGroup } from './rules.ts'

/** Which group: a search that begins near the person, of those that take referrals. */
export const groupQuestion: Question = {
  async show(given, refused) {
    const query = searchFor(given)
    const result = await given.visitor.directory.find({ query })
    const props = questionProps(given, typedOr(refused, {}), refused)
    return <GroupView {...props} query={query} result={result} />
  },
  async take({ visitor, journey }, typed): Promise<Taken> {
    const listingId = typed.get('listing')
    if (!listingId) {
      const problems = [{ field: 'found', message: 'Choose a group' }]
      return { refused: { typed, problems } }
    }
    const page = await visitor.directory.readListing({ params: { id: listingId } })
    const { id, name, needs } = page.listing
    const chosen = { listingId: id, name, needs }
    return { answers: withGroup(journey.answers, chosen) }
  },
}

/** Nothing asked yet: what they want help with, near where they live. */
function searchFor({ journey, asked }: Referring): FindQuery {
  const { who, why } = journey.answers
  if ([...asked.keys()].length > 0) return { ...readFindQuery(asked), takesReferrals: true }
  const near = (who === null ? null : outcodeOfWho(who)) ?? ''
  const wanted = new URLSearchParams({ near, within: '10' })
  if (why !== null) wanted.set('need', why.need)
  return { ...readFindQuery(wanted), takesReferrals: true }
}

/** The same search with no more of a postcode than its first half; null: it has no more. */
export function withoutDoor(asked: URLSearchParams): URLSearchParams | null {
  const read = parsePostcode(asked.get('near') ?? '')
  if (read === null || !('postcode' in read)) return null
  const kept = new URLSearchParams(asked)
  kept.set('near', read.outcode)
  return kept
}

interface GroupViewProps extends QuestionProps {
  readonly query: FindQuery
  readonly result: FindResult
}

function GroupView(props: GroupViewProps) {
  const { given, query, result, problems } = props
  const { id, answers } = given.journey
  const found = result.totalItems === 0 ? 'Nothing found' : countInWords(result.totalItems)
  return (
    <QuestionPage {...props} step="group" title={`Choose a group for ${firstNameIn(answers)}`}>
      <p>Only groups that take referrals are shown.</p>
      <GroupSearch id={id} query={query} />
      <section aria-labelledby="found">
        <h2 class="nhsuk-heading-m" id="found" tabindex={-1}>
          {found}
        </h2>
        {messageFor(problems, 'found') !== undefined && result.totalItems > 0 && (
          <p>Press the button below one of them.</p>
        )}
        {result.totalItems === 0 && (
          <p>Try another place, a wider circle, or another word for what would help.</p>
        )}
        <ol class="wm-cards wm-choices">
          {result.contents.map((card) => (
            <li>
              <ListingCardView card={card} today={given.today} />
              <ChooseGroup id={id} card={card} />
            </li>
          ))}
        </ol>
        <GroupPages {...props} />
      </section>
    </QuestionPage>
  )
}

/** A full group says so before anything is typed for it. */
function ChooseGroup({ id, card }: { readonly id: string; readonly card: ListingCard }) {
  if (card.places?.left === 0) {
    return <p class="nhsuk-hint">Full just now. Ring them about waiting, or choose another.</p>
  }
  return (
    <form method="post" action={`/refer/${id}/group`}>
      <Button name="listing" value={card.id} variant="secondary">
        Choose this group
        <span class="nhsuk-u-visually-hidden">{`: ${card.name}`}</span>
      </Button>
    </form>
  )
}

const radii = { '5': '5 miles', '10': '10 miles', '20': '20 miles', any: 'The whole area' } as const

function GroupSearch({ id, query }: { readonly id: string; readonly query: FindQuery }) {
  return (
    <search>
      <form class="wm-refer__search" method="get" action={`/refer/${id}/group`}>
        <Select
          name="need"
          label={{ children: 'What would help' }}
          value={query.need[0] ?? ''}
          options={[
            { value: '', label: 'Anything' },
            ...need.options.map((value) => ({ value, label: needs[value] })),
          ]}
        />
        <TextInput
          name="q"
          label={{ children: 'In other words (optional)' }}
          value={query.q}
          autocomplete="off"
          attributes={{ maxlength: 200, dir: 'auto' }}
        />
        <TextInput
          name="near"
          label={{ children: 'Near' }}
          hint="A town, or the first half of a postcode."
          value={query.near}
          autocomplete="off"
          width={10}
          attributes={{ maxlength: 100 }}
        />
        <Select
          name="within"
          label={{ children: 'Within' }}
          value={query.within}
          options={Object.entries(radii).map(([value, label]) => ({ value, label }))}
        />
        <Button variant="secondary">Search</Button>
      </form>
    </search>
  )
}

function GroupPages({ given, query, result }: GroupViewProps) {
  const { pageNumber, totalPages } = result
  if (totalPages < 2) return null
  const to = (page: number) => {
    const { q, near, within, need: wanted } = query
    const kept = new URLSearchParams({ q, near, within, need: wanted[0] ?? '', page: `${page}` })
    return { href: `/refer/${given.journey.id}/group?${kept}` }
  }
  return (
    <Pagination
      ariaLabel="Pages of groups"
      previous={pageNumber > 1 ? to(pageNumber - 1) : undefined}
      next={pageNumber < totalPages ? to(pageNumber + 1) : undefined}
    />
  )
}
