import { peopleApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { readReferralSubject } from './read.ts'

export function referralSubjectRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, peopleApi.routes.readReferralSubject, ({ actor, body }) =>
    readReferralSubject(deps, actor, body),
  )
}
