import { carePlansApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { takeNewsNotice } from './take.ts'

export function newsRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, carePlansApi.routes.takeNewsNotice, ({ actor, params }) =>
    takeNewsNotice(deps, actor, params.id),
  )
}
