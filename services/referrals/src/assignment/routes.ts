import { referralsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { answerForGroup } from './answer-for-group.ts'
import { listForGroup, readForGroup } from './read-for-group.ts'
import { recordAnswer } from './record-answer.ts'
import { sendLinkAgain } from './send-again.ts'
import { stopSharing } from './stop-sharing.ts'

const api = referralsApi.routes

export function assignmentRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.recordAnswer, ({ actor, params, body, once }) =>
    recordAnswer(deps, actor, { ...body, id: params.id }, once),
  )
  mount(app, api.sendLinkAgain, ({ actor, params, once }) =>
    sendLinkAgain(deps, actor, params.id, once),
  )
  mount(app, api.stopSharing, ({ actor, params, once }) =>
    stopSharing(deps, actor, params.id, once),
  )
  mount(app, api.listForGroup, ({ actor, params, query }) =>
    listForGroup(deps, actor, { organisationId: params.id, page: query.page }),
  )
  mount(app, api.readForGroup, ({ actor, params }) => readForGroup(deps, actor, params.id))
  mount(app, api.answerForGroup, ({ actor, params, body, once }) =>
    answerForGroup(deps, actor, { ...body, id: params.id }, once),
  )
}
