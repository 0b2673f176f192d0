import { notificationsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { readHeld, settleHeld } from './settle.ts'

const api = notificationsApi.routes

export function heldRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.readHeld, ({ actor }) => readHeld(deps, actor))
  mount(app, api.settleHeld, ({ actor, body }) => settleHeld(deps, actor, body.as))
}
