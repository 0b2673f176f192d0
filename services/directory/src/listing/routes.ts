import { directoryApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { assureListing } from './assure.ts'
import { createListing } from './create.ts'
import { editListing } from './edit.ts'
import { moveListing } from './move.ts'
import { readListing } from './read.ts'
import { setPlacesLeft } from './set-places-left.ts'
import { setSessions } from './set-sessions.ts'

const api = directoryApi.routes

export function listingRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.readListing, ({ actor, params }) => readListing(deps, actor, params.id))
  mount(app, api.createListing, ({ actor, body, once }) => createListing(deps, actor, body, once))
  mount(app, api.editListing, ({ actor, params, body, version }) =>
    editListing(deps, actor, { id: params.id, version }, body),
  )
  mount(app, api.setSessions, ({ actor, params, body, version }) =>
    setSessions(deps, actor, { id: params.id, version }, body),
  )
  mount(app, api.publishListing, ({ actor, params }) =>
    moveListing(deps, actor, params.id, 'publish'),
  )
  mount(app, api.withdrawListing, ({ actor, params }) =>
    moveListing(deps, actor, params.id, 'withdraw'),
  )
  mount(app, api.assureListing, ({ actor, params }) => assureListing(deps, actor, params.id))
  mount(app, api.setPlacesLeft, ({ actor, params, body }) =>
    setPlacesLeft(deps, actor, params.id, body.placesLeft),
  )
}
