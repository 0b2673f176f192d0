import { carePlansApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { addLine, editLine, removeLine, setGoalState } from './change.ts'

const api = carePlansApi.routes

export function lineRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.addEntry, ({ actor, params, body: content, once }) =>
    addLine(deps, actor, { under: params.id, kind: 'entry', content }, once),
  )
  mount(app, api.editEntry, ({ actor, params, version, body }) =>
    editLine(deps, actor, { ...params, version, kind: 'entry' }, () => body),
  )
  mount(app, api.removeEntry, ({ actor, params, version }) =>
    removeLine(deps, actor, { ...params, version, kind: 'entry' }),
  )
  mount(app, api.addMember, ({ actor, params, body: content, once }) =>
    addLine(deps, actor, { under: params.id, kind: 'member', content }, once),
  )
  mount(app, api.editMember, ({ actor, params, version, body }) =>
    editLine(deps, actor, { ...params, version, kind: 'member' }, () => body),
  )
  mount(app, api.removeMember, ({ actor, params, version }) =>
    removeLine(deps, actor, { ...params, version, kind: 'member' }),
  )
  mount(app, api.addConversation, ({ actor, params, body: content, once }) =>
    addLine(deps, actor, { under: params.id, kind: 'conversation', content }, once),
  )
  mount(app, api.addGoal, ({ actor, params, body, once }) => {
    const state = body.agreedByPerson ? ('agreed' as const) : ('idea' as const)
    return addLine(
      deps,
      actor,
      { under: params.id, kind: 'goal', content: { ...body, state } },
      once,
    )
  })
  mount(app, api.editGoal, ({ actor, params, version, body }) =>
    editLine(deps, actor, { ...params, version, kind: 'goal' }, ({ state }) => ({
      ...body,
      state,
    })),
  )
  mount(app, api.setGoalState, ({ actor, params, version, body }) =>
    setGoalState(deps, actor, { ...params, version }, body.state),
  )
  mount(app, api.addAction, ({ actor, params, body: content, once }) =>
    addLine(deps, actor, { under: params.id, kind: 'action', content }, once),
  )
  mount(app, api.editAction, ({ actor, params, version, body }) =>
    editLine(deps, actor, { ...params, version, kind: 'action' }, () => body),
  )
}
