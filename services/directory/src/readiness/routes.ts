import { directoryApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { acceptReferralTerms } from './accept-terms.ts'
import { askMailboxCode } from './ask-code.ts'
import { nameSafeguardingContact } from './name-contact.ts'
import { proveMailbox } from './prove-mailbox.ts'
import { readReadiness } from './read.ts'
import { readMailboxCodeNotice } from './read-notice.ts'

const api = directoryApi.routes

export function readinessRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.readReadiness, ({ actor, params }) => readReadiness(deps, actor, params.id))
  mount(app, api.askMailboxCode, ({ actor, params }) => askMailboxCode(deps, actor, params.id))
  mount(app, api.proveMailbox, ({ actor, params, body }) =>
    proveMailbox(deps, actor, { organisationId: params.id, code: body.code }),
  )
  mount(app, api.acceptTerms, ({ actor, params, body }) =>
    acceptReferralTerms(deps, actor, { organisationId: params.id, version: body.version }),
  )
  mount(app, api.nameSafeguardingContact, ({ actor, params, body, version }) =>
    nameSafeguardingContact(deps, actor, { organisationId: params.id, version, contact: body }),
  )
  mount(app, api.readMailboxCodeNotice, ({ actor, params }) =>
    readMailboxCodeNotice(deps, actor, params.id),
  )
}
