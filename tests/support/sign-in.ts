import { demoPassword } from '@waymark/all-in-one'

/** Signs one of the demo's accounts in as its form does; gives the cookie of the session. */
export async function signInAs(address: string, email: string): Promise<string> {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ email, password: demoPassword }),
    headers: { origin: address, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  })
  const [cookie] = answer.headers.getSetCookie()
  if (cookie === undefined) throw new Error(`Signing in answered ${answer.status}.`)
  return cookie.split(';')[0] ?? ''
}
