import { identityApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { createWorkplace } from './create.ts'

export function workplaceRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, identityApi.routes.createWorkplace, ({ actor, body, once }) =>
    createWorkplace(deps, actor, body, once),
  )
}
