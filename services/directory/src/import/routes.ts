import { directoryApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { importListings } from './import.ts'

export function importRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, directoryApi.routes.importListings, ({ actor, body }) =>
    importListings(deps, actor, body),
  )
}
