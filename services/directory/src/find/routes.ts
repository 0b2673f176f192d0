import { directoryApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { find } from './find.ts'

export function findRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, directoryApi.routes.find, ({ actor, query }) => find(deps, actor, query))
}
