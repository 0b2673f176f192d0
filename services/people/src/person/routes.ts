import { peopleApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { choosePerson } from './choose.ts'
import { editPerson } from './edit.ts'
import { linkAccount } from './link-account.ts'
import { listOwnLooks } from './looks.ts'
import { listPeople, readPerson } from './read.ts'
import { readSafeEmail } from './read-safe-email.ts'
import { setContact } from './set-contact.ts'

const api = peopleApi.routes

export function personRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, api.listPeople, ({ actor, query }) => listPeople(deps, actor, query.page))
  mount(app, api.choosePerson, ({ actor, body }) => choosePerson(deps, actor, body))
  mount(app, api.readPerson, ({ actor, params }) => readPerson(deps, actor, params.id))
  mount(app, api.readSafeEmail, ({ actor, body }) => readSafeEmail(deps, actor, body.personId))
  mount(app, api.editPerson, ({ actor, params, body, version }) =>
    editPerson(deps, actor, { id: params.id, version }, body),
  )
  mount(app, api.setContact, ({ actor, params, body, version }) =>
    setContact(deps, actor, { id: params.id, version }, body),
  )
  mount(app, api.listOwnLooks, ({ actor }) => listOwnLooks(deps, actor))
  mount(app, api.linkAccount, ({ actor, params, body }) =>
    linkAccount(deps, actor, params.id, body.accountId),
  )
}
