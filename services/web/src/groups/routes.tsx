import { type Organisation, type Readiness, termsVersion } from '@waymark/contracts'
import { isAppError, notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Context } from 'hono'
import { type FormProblem, formProblems, readForm } from '../forms.ts'
import type { Visitor, Visitors } from '../session/visitor.ts'
import { ContactView } from './contact.tsx'
import { type GroupAndReadiness, GroupsView } from './groups.tsx'
import { MailboxView } from './mailbox.tsx'
import { ReadyView } from './ready.tsx'
import { waitsForUs } from './referral-list.tsx'
import { TermsView } from './terms.tsx'

type Hono = ServiceApp['hono']

/** My groups, and what each does before people are referred to it. */
export function groupPages(hono: Hono, visitors: Visitors): void {
  hono.get('/groups', async (context) => {
    const visitor = await visitors.of(context)
    if (visitor.ownGroups === null) return signInFirst(context)
    const groups = await Promise.all(
      visitor.ownGroups.map(async (id) => ({
        ...(await readGroup(visitor, id)),
        waiting: await countWaiting(visitor, id),
      })),
    )
    return page(context, <GroupsView frame={visitor.frame} groups={groups} />)
  })
  hono.get(
    '/groups/:id/ready',
    ownGroup(visitors, async (context, { visitor, group }) => {
      return page(context, <ReadyView frame={visitor.frame} group={group} />)
    }),
  )
  mailboxPages(hono, visitors)
  termsPages(hono, visitors)
  contactPages(hono, visitors)
}

function mailboxPages(hono: Hono, visitors: Visitors): void {
  const show = async (context: Context, { visitor, group }: Own, problems: FormProblem[] = []) => {
    const view = <MailboxView frame={visitor.frame} group={group} problems={problems} />
    return page(context, view, problems)
  }
  hono.get('/groups/:id/ready/mailbox', ownGroup(visitors, show))
  hono.post(
    '/groups/:id/ready/mailbox/code',
    ownGroup(visitors, async (context, own) => {
      const { visitor, params } = own
      return attempt(
        () => visitor.directory.askMailboxCode({ params }),
        () => context.redirect(`/groups/${params.id}/ready/mailbox`, 303),
        (error) => show(context, own, formProblems(error, 'send-code')),
      )
    }),
  )
  hono.post(
    '/groups/:id/ready/mailbox',
    ownGroup(visitors, async (context, own) => {
      const { visitor, params } = own
      const code = (await readForm(context)).get('code') ?? ''
      return attempt(
        () => visitor.directory.proveMailbox({ params, body: { code } }),
        () => backToTasks(context, params.id),
        async (error) => {
          const problems = formProblems(error, 'code')
          // Read again: a wrong code has used up a try.
          return show(context, { ...own, group: await readGroup(visitor, params.id) }, problems)
        },
      )
    }),
  )
}

function termsPages(hono: Hono, visitors: Visitors): void {
  const show = async (context: Context, { visitor, group }: Own, problems: FormProblem[] = []) =>
    page(context, <TermsView frame={visitor.frame} group={group} problems={problems} />, problems)
  hono.get('/groups/:id/ready/terms', ownGroup(visitors, show))
  hono.post(
    '/groups/:id/ready/terms',
    ownGroup(visitors, async (context, own) => {
      const { visitor, params } = own
      const form = await readForm(context)
      if (form.get('accept') !== 'yes') {
        const message = 'Tick the box to say that you accept the terms'
        return show(context, own, [{ field: 'accept', message }])
      }
      const body = { version: form.get('version') ?? termsVersion }
      return attempt(
        () => visitor.directory.acceptTerms({ params, body }),
        () => backToTasks(context, params.id),
        (error) => show(context, own, formProblems(error, 'accept')),
      )
    }),
  )
}

function contactPages(hono: Hono, visitors: Visitors): void {
  hono.get(
    '/groups/:id/ready/safeguarding',
    ownGroup(visitors, async (context, own) => {
      const { visitor, group } = own
      const typed = group.readiness.safeguardingContact ?? { name: '', phone: null, email: null }
      return page(context, <ContactView frame={visitor.frame} group={group} typed={typed} />)
    }),
  )
  hono.post(
    '/groups/:id/ready/safeguarding',
    ownGroup(visitors, async (context, own) => {
      const { visitor, group, params } = own
      const form = await readForm(context)
      const said = (field: string) => (form.get(field) ?? '').trim() || null
      const typed = { name: said('name') ?? '', phone: said('phone'), email: said('email') }
      const ifMatch = Number(form.get('version')) || group.readiness.version
      return attempt(
        () => visitor.directory.nameSafeguardingContact({ params, body: typed, ifMatch }),
        () => backToTasks(context, params.id),
        async (error) => {
          const problems = formProblems(error, 'name')
          const { frame } = visitor
          return page(context, <ContactView {...{ frame, group, typed, problems }} />, problems)
        },
      )
    }),
  )
}

interface Own {
  readonly visitor: Visitor
  readonly group: GroupAndReadiness
  readonly params: { readonly id: string }
}

/** For those who run the group, signed in. For everybody else there is no such page. */
function ownGroup(
  visitors: Visitors,
  handle: (context: Context, own: Own) => Promise<Response>,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const visitor = await visitors.of(context)
    if (visitor.ownGroups === null) return signInFirst(context)
    const id = context.req.param('id') ?? ''
    if (!visitor.ownGroups.includes(id)) throw notFound('group')
    return handle(context, { visitor, group: await readGroup(visitor, id), params: { id } })
  }
}

async function readGroup({ directory }: Visitor, id: string): Promise<GroupAndReadiness> {
  const params = { id }
  const [organisation, readiness]: [Organisation, Readiness] = await Promise.all([
    directory.readOrganisation({ params }),
    directory.readReadiness({ params }),
  ])
  return { organisation, readiness }
}

/** What waits comes first, so the first page has it. Null while referrals cannot be asked. */
async function countWaiting({ referrals }: Visitor, id: string): Promise<number | null> {
  try {
    const { contents } = await referrals.listForGroup({ params: { id } })
    return contents.filter(waitsForUs).length
  } catch (error) {
    if (isAppError(error, 'unavailable')) return null
    throw error
  }
}

/** Does it and goes on, or shows the form again with what is wrong. */
async function attempt(
  act: () => Promise<unknown>,
  onDone: () => Response,
  onRefused: (error: unknown) => Promise<Response>,
): Promise<Response> {
  try {
    await act()
  } catch (error) {
    return onRefused(error)
  }
  return onDone()
}

function page(context: Context, view: JSX, problems: readonly FormProblem[] = []) {
  context.header('cache-control', 'no-store')
  return context.html(view, problems.length === 0 ? 200 : 422)
}

type JSX = Parameters<Context['html']>[0]

function backToTasks(context: Context, id: string): Response {
  return context.redirect(`/groups/${id}/ready`, 303)
}

function signInFirst(context: Context): Response {
  return context.redirect('/sign-in?next=%2Fgroups', 303)
}
