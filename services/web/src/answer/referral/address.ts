/** The route of a link's page. */
export const linkPath = '/answer/referral/:token'

/** Where a link's page is, or what is pressed on it is sent to. */
export function addressOf(token: string, step?: 'open' | 'code' | 'proof' | 'fresh'): string {
  const page = `/answer/referral/${encodeURIComponent(token)}`
  return step === undefined ? page : `${page}/${step}`
}
