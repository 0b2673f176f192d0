import { referralsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { answerLinked } from './answer.ts'
import { askAnswerCode } from './ask-code.ts'
import { freshAnswerLink } from './fresh.ts'
import { proveAnswerCode } from './prove-code.ts'
import { readLinkFace } from './read-face.ts'
import { readLinked } from './read-linked.ts'
import { startAnswerSession } from './start-session.ts'

const api = referralsApi.routes

export function answerLinkRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.readLinkFace, ({ actor, body }) => readLinkFace(deps, actor, body.token))
  mount(app, api.startAnswerSession, ({ actor, body }) =>
    startAnswerSession(deps, actor, body.token),
  )
  mount(app, api.readLinked, ({ actor, body }) => readLinked(deps, actor, body))
  mount(app, api.answerLinked, ({ actor, body, once }) => answerLinked(deps, actor, body, once))
  mount(app, api.askAnswerCode, ({ actor, body }) => askAnswerCode(deps, actor, body))
  mount(app, api.proveAnswerCode, ({ actor, body }) => proveAnswerCode(deps, actor, body))
  mount(app, api.freshAnswerLink, ({ actor, body }) => freshAnswerLink(deps, actor, body.token))
}
