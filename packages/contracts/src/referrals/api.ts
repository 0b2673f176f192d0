import { answeringRoutes } from './answering.ts'
import { referralNoticeRoutes } from './notices.ts'
import { outcomeRoutes } from './outcome-routes.ts'
import { ownReferralRoutes } from './own.ts'
import { sendingRoutes } from './sending.ts'

/** Referrals, and each group's part in meeting them. No name is in an address. */
export const referralsApi = {
  service: 'referrals',
  routes: {
    ...sendingRoutes,
    ...answeringRoutes,
    ...outcomeRoutes,
    ...ownReferralRoutes,
    ...referralNoticeRoutes,
  },
} as const
