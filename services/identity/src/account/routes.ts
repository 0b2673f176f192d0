import { identityApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { createAccount } from './create.ts'

export function accountRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, identityApi.routes.createAccount, ({ actor, body, once }) =>
    createAccount(deps, actor, body, once),
  )
}
