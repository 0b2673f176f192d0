import { identityApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { createAccount } from './create.ts'
import { readNames } from './read-names.ts'
import { readReferrer } from './read-referrer.ts'

const api = identityApi.routes

export function accountRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.createAccount, ({ actor, body, once }) => createAccount(deps, actor, body, once))
  mount(app, api.readNames, ({ actor, body }) => readNames(deps, actor, body.ids))
  mount(app, api.readReferrer, ({ actor, params }) => readReferrer(deps, actor, params.id))
}
