import { carePlansApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import { answerSuggestion } from '../answer/answer.ts'
import { takeAnswer } from '../answer/take.ts'
import type { Deps } from '../deps.ts'
import { markRung, rateGoal } from '../rating/rate.ts'
import { linkReferral, unlinkReferral } from './link.ts'
import { chooseNotes, hasHeardStop } from './stop.ts'
import { listPlanTasks } from './tasks.ts'

const api = carePlansApi.routes

export function loopRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.linkReferral, ({ actor, params }) => linkReferral(deps, actor, params))
  mount(app, api.unlinkReferral, ({ actor, params }) => unlinkReferral(deps, actor, params))
  mount(app, api.answerSuggestion, ({ actor, params, body: answer, once }) =>
    answerSuggestion(deps, actor, { ...params, answer }, once),
  )
  mount(app, api.rateGoal, ({ actor, params, body: rating, once }) =>
    rateGoal(deps, actor, { ...params, rating }, once),
  )
  mount(app, api.chooseNotes, ({ actor, params, body }) =>
    chooseNotes(deps, actor, { ...params, ...body }),
  )
  mount(app, api.hasHeardStop, ({ actor, body }) => hasHeardStop(deps, actor, body.assignmentIds))
  mount(app, api.takeAnswer, ({ actor, params }) => takeAnswer(deps, actor, params.id))
  mount(app, api.listPlanTasks, ({ actor }) => listPlanTasks(deps, actor))
  mount(app, api.markRung, ({ actor, params }) => markRung(deps, actor, params.id))
}
