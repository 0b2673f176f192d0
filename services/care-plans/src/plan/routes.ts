import { carePlansApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import { checkCriteria } from '../criteria/check.ts'
import type { Deps } from '../deps.ts'
import { createPlan } from './create.ts'
import { listOwnPlanLooks } from './looks.ts'
import { findPlan, readPlan } from './read.ts'
import { setPlanPart, setPlanState } from './set.ts'

const api = carePlansApi.routes

export function planRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.createPlan, ({ actor, body, once }) =>
    createPlan(deps, actor, body.personId, once),
  )
  mount(app, api.findPlan, ({ actor, body }) => findPlan(deps, actor, body.personId))
  mount(app, api.readPlan, ({ actor, params }) => readPlan(deps, actor, params.id))
  mount(app, api.checkPlan, ({ actor, params }) => checkCriteria(deps, actor, params))
  mount(app, api.listOwnPlanLooks, ({ actor }) => listOwnPlanLooks(deps, actor))
  mount(app, api.setPlanState, ({ actor, params, version, body }) =>
    setPlanState(deps, actor, { ...params, version }, body.state),
  )
  mount(app, api.setPlanPart, ({ actor, params, version, body }) =>
    setPlanPart(deps, actor, { ...params, version }, body),
  )
}
