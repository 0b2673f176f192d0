import { directoryApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { createOrganisation } from './create.ts'
import { editOrganisation } from './edit.ts'
import { getOrganisation } from './store.ts'

const api = directoryApi.routes

export function organisationRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.createOrganisation, ({ actor, body, once }) =>
    createOrganisation(deps, actor, body, once),
  )
  mount(app, api.readOrganisation, ({ actor, params }) =>
    getOrganisation(deps.db.reader, actor.tenant, params.id),
  )
  mount(app, api.editOrganisation, ({ actor, params, body, version }) =>
    editOrganisation(deps, actor, { id: params.id, version, details: body }),
  )
}
