import { referralsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { finishLinked, markForGroup, markLinked, recordAttendance } from './mark.ts'
import { finishRegister, readRegister } from './register.ts'

const api = referralsApi.routes

export function attendanceRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.readRegister, ({ actor, params, query }) =>
    readRegister(deps, actor, { ...query, organisationId: params.id }),
  )
  mount(app, api.markForGroup, ({ actor, params, body }) =>
    markForGroup(deps, actor, { ...body, id: params.id }),
  )
  mount(app, api.finishRegister, ({ actor, params, body }) =>
    finishRegister(deps, actor, { ...body, organisationId: params.id }),
  )
  mount(app, api.markLinked, ({ actor, body }) => markLinked(deps, actor, body))
  mount(app, api.finishLinked, ({ actor, body }) => finishLinked(deps, actor, body))
  mount(app, api.recordAttendance, ({ actor, params, body, once }) =>
    recordAttendance(deps, actor, { ...body, id: params.id }, once),
  )
}
