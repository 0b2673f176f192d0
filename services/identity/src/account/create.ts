import { decide } from '@waymark/auth'
import { type Account, identityEvents } from '@waymark/contracts'
import { type Actor, AppError, invalid } from '@waymark/core'
import { type OnceKey, type Reader, record } from '@waymark/db'
import { hashPassword } from 'better-auth/crypto'
import type { Deps } from '../deps.ts'
import { listKnown } from '../workplace/store.ts'
import { passwordProblem, refusePassword, workplaceProblems } from './rules.ts'
import { getAccount, insertAccount } from './store.ts'

interface NewAccount {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly memberships: Account['memberships']
}

/** Makes an account for somebody whose address has been proved another way. */
export async function createAccount(
  deps: Deps,
  actor: Actor,
  given: NewAccount,
  once?: OnceKey,
): Promise<Account> {
  if (!decide(actor, 'account.create', { tenant: actor.tenant }).allowed) {
    throw new AppError('forbidden', 'Only the operator of this machine makes accounts.')
  }
  const problem = passwordProblem(given.password, given)
  if (problem !== null) throw refusePassword(problem)
  const passwordHash = await hashPassword(given.password)
  const { id } = await deps.db.writeOnce(once, async (tx) => {
    const { name, memberships } = given
    await checkWorkplaces(tx, actor.tenant, memberships)
    const email = given.email.toLowerCase()
    const account = { id: deps.newId(), tenant: actor.tenant, email, name, memberships }
    await insertAccount(tx, { account, passwordHash, at: deps.now(), newId: deps.newId })
    await record(tx, actor, identityEvents.accountCreated, { accountId: account.id })
    return { id: account.id }
  })
  return getAccount(deps.db.reader, actor.tenant, id)
}

/** Throws `invalid` when somebody is said to work where there is no workplace of this tenant. */
async function checkWorkplaces(
  reader: Reader,
  tenant: string,
  memberships: NewAccount['memberships'],
): Promise<void> {
  const given = memberships.flatMap(({ workplaceId }) => workplaceId ?? [])
  if (given.length === 0) return
  const problems = workplaceProblems(memberships, await listKnown(reader, tenant, given))
  if (problems.length > 0) throw invalid('There is no such workplace here.', problems)
}
