import { referralsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { closeReferral } from './close.ts'
import { listReferrals, readReferral } from './read.ts'

const api = referralsApi.routes

export function referralRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.listReferrals, ({ actor, query }) => listReferrals(deps, actor, query))
  mount(app, api.readReferral, ({ actor, params }) => readReferral(deps, actor, params.id))
  mount(app, api.closeReferral, ({ actor, params, body, once }) =>
    closeReferral(deps, actor, { id: params.id, as: body.as }, once),
  )
}
