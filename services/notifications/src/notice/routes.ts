import { notificationsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { listNotices } from './list.ts'
import { replayNotice } from './replay.ts'

const api = notificationsApi.routes

export function noticeRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.listNotices, ({ actor, query }) => listNotices(deps, actor, query.state))
  mount(app, api.replayNotice, ({ actor, params }) => replayNotice(deps, actor, params.id))
}
