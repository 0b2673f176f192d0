import { directoryApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { answerListingCheck } from './answer.ts'
import { askIfRight } from './ask.ts'
import { freshListingCheck } from './fresh.ts'
import { listReportedChanges } from './list-reported.ts'
import { readListingCheck } from './read.ts'
import { readListingCheckNotice } from './read-notice.ts'

const api = directoryApi.routes

export function listingCheckRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.askIfRight, ({ actor, params, once }) => askIfRight(deps, actor, params.id, once))
  mount(app, api.readListingCheck, ({ actor, body }) => readListingCheck(deps, actor, body.token))
  mount(app, api.answerListingCheck, ({ actor, body }) => answerListingCheck(deps, actor, body))
  mount(app, api.freshListingCheck, ({ actor, body }) => freshListingCheck(deps, actor, body.token))
  mount(app, api.listReportedChanges, ({ actor, query }) =>
    listReportedChanges(deps, actor, query.page),
  )
  mount(app, api.readListingCheckNotice, ({ actor, params }) =>
    readListingCheckNotice(deps, actor, params.id),
  )
}
