import { peopleApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { listEntries, readEntry } from './read.ts'
import { registerPerson } from './register.ts'

const api = peopleApi.routes

export function entryRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.registerPerson, ({ actor, body, once }) => registerPerson(deps, actor, body, once))
  mount(app, api.readEntry, ({ actor, params }) => readEntry(deps, actor, params.id))
  mount(app, api.listEntries, ({ actor, params }) => listEntries(deps, actor, params.id))
}
