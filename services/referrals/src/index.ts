export { openReferrals } from './app.ts'
export { referralsSettings } from './config.ts'
export type { Deps as Referrals } from './deps.ts'
