import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seedId } from '@waymark/all-in-one'
import { createSigner, signingKeyFromSeed } from '@waymark/auth'
import { carePlansApi, peopleApi, referralsApi, type ServiceApi } from '@waymark/contracts'
import { createIds, type Role, type ServiceName, systemClock } from '@waymark/core'
import { createClient, createSend } from '@waymark/http'
import { bytesOfSecret } from '@waymark/runtime'

/** A client over the network, whose every address and refusal is written down. */
export async function openCaller(address: string, dataDir: string) {
  const asked: string[] = []
  const refusals: string[] = []
  const overNetwork = createSend({
    local: new Map(),
    urls: { people: address, referrals: address, 'care-plans': address },
  })
  const send = async (service: ServiceName, request: Request) => {
    asked.push(request.url)
    const response = await overNetwork(service, request)
    if (!response.ok) refusals.push(await response.clone().text())
    return response
  }
  const signerOf = async (service: ServiceName) => {
    const path = join(dataDir, 'secrets', `${service}-signing-key`)
    const key = await signingKeyFromSeed(bytesOfSecret(readFileSync(path, 'utf8').trim()))
    return createSigner({ service, key, now: systemClock, newId: createIds(systemClock) })
  }
  const [identity, web] = [await signerOf('identity'), await signerOf('web')]
  const asUser = <Api extends ServiceApi>(api: Api, role: Role, user: UserGiven) => {
    const { organisation, userId } = user
    const of = organisation && { organisationId: seedId(`demo organisation ${organisation}`) }
    const memberships = [{ role, ...of }]
    return createClient(api, {
      send,
      authorise: async () =>
        `Bearer ${await identity.signUser({ userId, tenant: 'demo', memberships }, api.service)}`,
    })
  }
  const priya = { userId: seedId('demo account priya') }
  /** A page of the site, as somebody's browser asks for it; a form where there is one. */
  const visit = async (path: string, { form, cookie = '' }: Visit = {}) => {
    asked.push(path)
    const response = await fetch(new URL(path, address), {
      method: form === undefined ? 'GET' : 'POST',
      headers: { cookie, origin: new URL(address).origin, 'sec-fetch-site': 'same-origin' },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      redirect: 'manual',
    })
    const { status, headers } = response
    const location = headers.get('location') ?? ''
    asked.push(location)
    const [given = ''] = (headers.get('set-cookie') ?? '').split(';')
    return { status, location, cookie: given, text: await response.text() }
  }
  return {
    ...{ asked, refusals, visit },
    priya: asUser(referralsApi, 'linkWorker', priya),
    people: asUser(peopleApi, 'linkWorker', priya),
    plans: asUser(carePlansApi, 'linkWorker', priya),
    /** Nobody may register more than thirty an hour, so everybody is registered by another. */
    registrar: (index: number) =>
      asUser(peopleApi, 'linkWorker', { userId: seedId(`canary registrar ${index}`) }),
    /** Gives somebody to Priya to work with. */
    async giveToPriya(personId: string) {
      const lead = asUser(peopleApi, 'teamLead', { userId: seedId('demo account farah') })
      const body = { ...priya, role: 'linkWorker' } as const
      await lead.startRelationship({ params: { id: personId }, body })
    },
    herself: (userId: string) => ({
      plans: asUser(carePlansApi, 'person', { userId }),
      referrals: asUser(referralsApi, 'person', { userId }),
    }),
    groupOf: (organisation: string) =>
      asUser(referralsApi, 'organisationManager', { organisation, userId: seedId('a manager') }),
    web: createClient(referralsApi, {
      send,
      authorise: async () => `Bearer ${await web.signService('demo', 'referrals')}`,
    }),
  }
}

interface UserGiven {
  readonly userId: string
  readonly organisation?: string
}

interface Visit {
  readonly form?: Readonly<Record<string, string>>
  readonly cookie?: string
}

export type Caller = Awaited<ReturnType<typeof openCaller>>
