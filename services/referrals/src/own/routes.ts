import { referralsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { listOwnReferralLooks, listOwnReferrals } from './list.ts'
import { stopAllOwnSharing, stopOwnSharing } from './stop.ts'

const api = referralsApi.routes

export function ownRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.listOwnReferrals, ({ actor }) => listOwnReferrals(deps, actor))
  mount(app, api.stopOwnSharing, ({ actor, params, once }) =>
    stopOwnSharing(deps, actor, params.id, once),
  )
  mount(app, api.stopAllOwnSharing, ({ actor, once }) => stopAllOwnSharing(deps, actor, once))
  mount(app, api.listOwnReferralLooks, ({ actor }) => listOwnReferralLooks(deps, actor))
}
