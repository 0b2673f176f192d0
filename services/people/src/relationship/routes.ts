import { peopleApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { endRelationship } from './end.ts'
import { listRelationships, listWorkload } from './list.ts'
import { startRelationship } from './start.ts'

const api = peopleApi.routes

export function relationshipRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.listRelationships, ({ actor, params }) =>
    listRelationships(deps, actor, params.id),
  )
  mount(app, api.startRelationship, ({ actor, params, body, once }) =>
    startRelationship(deps, actor, { ...body, personId: params.id }, once),
  )
  mount(app, api.listWorkload, ({ actor, query }) => listWorkload(deps, actor, query.userId))
  mount(app, api.endRelationship, ({ actor, params }) => endRelationship(deps, actor, params.id))
}
