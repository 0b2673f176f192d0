import { referralsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { takeAnswerCodeNotice } from './take-answer-code.ts'
import { takeAnswerLinkNotice } from './take-answer-link.ts'
import { takeStoppedNotice } from './take-stopped.ts'

const api = referralsApi.routes

export function noticeRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.takeAnswerLinkNotice, ({ actor, params }) =>
    takeAnswerLinkNotice(deps, actor, params.id),
  )
  mount(app, api.takeAnswerCodeNotice, ({ actor, params }) =>
    takeAnswerCodeNotice(deps, actor, params.id),
  )
  mount(app, api.takeStoppedNotice, ({ actor, params }) =>
    takeStoppedNotice(deps, actor, params.id),
  )
}
