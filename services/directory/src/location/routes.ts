import { directoryApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { createLocation } from './create.ts'

export function locationRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, directoryApi.routes.createLocation, ({ actor, body, once }) =>
    createLocation(deps, actor, body, once),
  )
}
