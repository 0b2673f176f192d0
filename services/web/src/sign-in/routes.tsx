import { isAppError } from '@waymark/core'
import { addressHeader, type ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { readForm } from '../forms.ts'
import { forgetSession, keepSession, readSession } from '../session/cookie.ts'
import { roleInWords } from '../session/role-names.ts'
import type { Visitors } from '../session/visitor.ts'
import { type DemoAccount, type SignInProblem, SignInView, type SignInViewProps } from './view.tsx'

export function signInPages(hono: ServiceApp['hono'], deps: Deps, visitors: Visitors): void {
  hono.get('/sign-in', async (context) => {
    const chosen = demoAccounts(deps).find(({ key }) => key === context.req.query('as'))
    const next = localPath(context.req.query('next'))
    return answer(context, visitors, { ...offered(deps), ...next, chosen })
  })
  hono.post('/sign-in', async (context) => signIn(context, deps, visitors))
  hono.post('/sign-out', async (context) => {
    const session = readSession(context, deps)
    if (session !== null) await visitors.end(session)
    forgetSession(context, deps)
    context.header('clear-site-data', '"cache", "storage"')
    return context.redirect('/find', 303)
  })
}

async function signIn(context: Context, deps: Deps, visitors: Visitors): Promise<Response> {
  const form = await readForm(context)
  const email = (form.get('email') ?? '').trim()
  const password = form.get('password') ?? ''
  const next = localPath(form.get('next'))
  const amiss = problemsIn(email, password)
  const typed = { ...offered(deps), ...next, email }
  if (amiss.length > 0) return answer(context, visitors, { ...typed, problems: amiss }, 422)
  try {
    const address = context.req.header(addressHeader) ?? 'unknown'
    const { session, expiresAt } = await deps.identity.signIn({
      body: { email, password, address },
    })
    const earlier = readSession(context, deps)
    keepSession(context, deps, { token: session, expiresAt })
    if (earlier !== null) await visitors.end(earlier)
    return context.redirect(next.next ?? '/find', 303)
  } catch (error) {
    if (!isAppError(error) || error.status >= 500) throw error
    const problems: SignInProblem[] = [{ field: 'email', message: error.message }]
    return answer(context, visitors, { ...typed, problems }, error.status === 429 ? 429 : 401)
  }
}

async function answer(
  context: Context,
  visitors: Visitors,
  view: Omit<SignInViewProps, 'frame'>,
  status: 200 | 401 | 422 | 429 = 200,
): Promise<Response> {
  const { frame } = await visitors.of(context)
  context.header('cache-control', 'no-store')
  return context.html(<SignInView frame={frame} {...view} />, status)
}

/** As many characters as identity reads (`signIn` of its contract). */
const longest = { email: 254, password: 200 } as const

function problemsIn(email: string, password: string): SignInProblem[] {
  const typed = { email, password }
  const names = { email: 'e-mail address', password: 'password' } as const
  return (['email', 'password'] as const).flatMap((field) => {
    if (typed[field] === '') return { field, message: `Enter your ${names[field]}` }
    if (typed[field].length <= longest[field]) return []
    return { field, message: `Enter ${longest[field]} characters or fewer` }
  })
}

function offered(deps: Deps): { demoAccounts?: readonly DemoAccount[] } {
  return deps.demo === null ? {} : { demoAccounts: demoAccounts(deps) }
}

function demoAccounts({ demo }: Deps): DemoAccount[] {
  if (demo === null) return []
  return demo.accounts.map(({ key, name, email, role }) => ({
    key,
    name,
    email,
    role: roleInWords(role),
    password: demo.password,
  }))
}

/** A path on this site to go on to; anything else is dropped, so that nobody is sent elsewhere. */
function localPath(next: string | null | undefined): { next?: string } {
  return next && /^\/(?![/\\])[\x21-\x7e]{0,500}$/.test(next) ? { next } : {}
}
