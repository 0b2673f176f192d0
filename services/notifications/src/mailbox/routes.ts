import { notificationsApi } from '@waymark/contracts'
import { mount, type ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { readMailbox } from './read.ts'

export function mailboxRoutes(app: ServiceApp, deps: Deps): void {
  mount(app, notificationsApi.routes.readMailbox, ({ actor }) => readMailbox(deps, actor))
}
