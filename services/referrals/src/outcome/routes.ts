import { referralsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { askWhatHappened } from './ask.ts'
import { correctOutcome, recordOutcome } from './record.ts'
import { correctForGroup, correctLinked, reportForGroup, reportLinked } from './say.ts'
import { readReferralForPlan, takeOutcome } from './take.ts'

const api = referralsApi.routes

export function outcomeRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.reportForGroup, ({ actor, params, body, once }) =>
    reportForGroup(deps, actor, { ...body, id: params.id }, once),
  )
  mount(app, api.correctForGroup, ({ actor, params, body, once }) =>
    correctForGroup(deps, actor, { ...body, outcomeId: params.id }, once),
  )
  mount(app, api.reportLinked, ({ actor, body, once }) => reportLinked(deps, actor, body, once))
  mount(app, api.correctLinked, ({ actor, body, once }) => correctLinked(deps, actor, body, once))
  mount(app, api.recordOutcome, ({ actor, params, body, once }) =>
    recordOutcome(deps, actor, { ...body, id: params.id }, once),
  )
  mount(app, api.correctOutcome, ({ actor, params, body, once }) =>
    correctOutcome(deps, actor, { ...body, outcomeId: params.id }, once),
  )
  mount(app, api.askWhatHappened, ({ actor, params, once }) =>
    askWhatHappened(deps, actor, params.id, once),
  )
  mount(app, api.takeOutcome, ({ actor, params }) => takeOutcome(deps, actor, params))
  mount(app, api.readReferralForPlan, ({ actor, params }) =>
    readReferralForPlan(deps, actor, params.id),
  )
}
