import { referralsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { listAlternatives } from './alternatives.ts'
import { askNext } from './ask-next.ts'
import { createReferral } from './create.ts'
import { previewReferral } from './preview.ts'

const api = referralsApi.routes

export function sendingRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.previewReferral, ({ actor, body }) => previewReferral(deps, actor, body))
  mount(app, api.createReferral, ({ actor, body, once }) => createReferral(deps, actor, body, once))
  mount(app, api.listAlternatives, ({ actor, params }) => listAlternatives(deps, actor, params.id))
  mount(app, api.askNext, ({ actor, params, body, once }) =>
    askNext(deps, actor, { ...body, referralId: params.id }, once),
  )
}
