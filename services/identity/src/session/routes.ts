import { identityApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { issueTokens } from './issue-tokens.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

const api = identityApi.routes

export function sessionRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.signIn, ({ actor, body }) => signIn(deps, actor, body))
  mount(app, api.issueTokens, ({ actor, body }) => issueTokens(deps, actor, body))
  mount(app, api.signOut, ({ actor, body }) => signOut(deps, actor, body.session))
}
