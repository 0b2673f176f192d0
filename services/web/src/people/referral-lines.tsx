import type { ReferralSummary } from '@waymark/contracts'
import { Tag } from '../ui/content.tsx'
import { classNames } from '../ui/element.ts'
import { referralStandingOf } from './words.ts'

interface ReferralLinesProps {
  readonly referrals: readonly ReferralSummary[]
  /** The day it is in Europe/London, ISO 8601. */
  readonly today: string
}

/** Where each referral of a person stands, a line each. Nothing at all without one. */
export function ReferralLines({ referrals, today }: ReferralLinesProps) {
  if (referrals.length === 0) return null
  return (
    <ul class="wm-standings">
      {referrals.map((line) => {
        const { words, colour, sentence, needsYou } = referralStandingOf(line, today)
        return (
          <li class={classNames(needsYou && 'wm-standings__now')}>
            {needsYou && <Tag colour={colour}>{words}</Tag>}{' '}
            <a href={`/referrals/${line.id}`}>
              <bdi>{line.latest.listingName}</bdi>
            </a>
            : {sentence}
          </li>
        )
      })}
    </ul>
  )
}
