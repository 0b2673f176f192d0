import { peopleApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { listMatches, readMatch } from './read.ts'
import { settleMatch } from './settle.ts'

const api = peopleApi.routes

export function matchRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.listMatches, ({ actor }) => listMatches(deps, actor))
  mount(app, api.readMatch, ({ actor, params }) => readMatch(deps, actor, params.id))
  mount(app, api.settleMatch, ({ actor, params, body }) =>
    settleMatch(deps, actor, params.id, body.answer),
  )
}
