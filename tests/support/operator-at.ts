import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoPassword } from '@waymark/all-in-one'
import { identityApi, peopleApi } from '@waymark/contracts'
import type { ServiceName } from '@waymark/core'
import { createClient, createSend, type ServiceUrls } from '@waymark/http'

/** The operator of a house, wherever its services answer, with the key that it keeps. */
export interface OperatorAt {
  /** An account with the demo's password, linked to the record that is theirs. Gives its id. */
  letSignIn(person: { personId: string; name: string; email: string }): Promise<string>
}

export function operatorAt(dataDir: string, urlOf: (service: ServiceName) => string): OperatorAt {
  const key = readFileSync(join(dataDir, 'operator-key'), 'utf8').trim()
  const urls: ServiceUrls = { identity: urlOf('identity'), people: urlOf('people') }
  const way = {
    send: createSend({ local: new Map(), urls }),
    authorise: async () => `Operator ${key}`,
  }
  const identity = createClient(identityApi, way)
  const people = createClient(peopleApi, way)
  return {
    async letSignIn({ personId, name, email }) {
      const { id } = await identity.createAccount({
        body: { email, name, password: demoPassword, memberships: [{ role: 'person' }] },
      })
      await people.linkAccount({ params: { id: personId }, body: { accountId: id } })
      return id
    },
  }
}
