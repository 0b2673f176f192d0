import { referralsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { answerQuestion } from './answer.ts'

export function questionRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, referralsApi.routes.answerQuestion, ({ actor, params, body, once }) =>
    answerQuestion(deps, actor, { ...body, id: params.id }, once),
  )
}
