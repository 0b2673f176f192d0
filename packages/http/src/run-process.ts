import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type ServiceName, serviceNames } from '@waymark/core'
import { isLoopback } from '@waymark/runtime'
import { leadsInside } from './inside-path.ts'
import type { Platform } from './platform.ts'
import { problemResponse } from './problem.ts'
import { type Listening, serve } from './serve.ts'
import { nonceHeader, proofOf } from './server-proof.ts'
import { traceFrom } from './trace.ts'

export interface Listeners {
  readonly host: string
  readonly port: number
  readonly internalPort?: number | undefined
  readonly trustedProxies?: number | undefined
  /** The address people use. Left out, the demo answers only to the names of this machine. */
  readonly publicUrl?: string | undefined
}

/** Where the public is answered, and where the other services are. */
export interface Reached extends Listening {
  readonly internalPort?: number
}

/**
 * Listens for everything this process holds: services under `/api/<service>`, pages for the rest.
 * `/internal` is answered on the internal port alone; services' routes and keys are there as well,
 * so that one address is enough for other services. Resolves when it can be used.
 */
export async function listen(platform: Platform, listeners: Listeners): Promise<Reached> {
  const { host, port, internalPort, trustedProxies = 0, publicUrl } = listeners
  const fetch = publicFront(platform, publicUrl)
  const listening = await serve({ fetch, host, port, trustedProxies })
  platform.lifecycle.listening('public', listening.close)
  const inside = internalPort === undefined ? {} : await listenInside(platform, host, internalPort)
  const hostInAddress = host.includes(':') ? `[${host}]` : host
  await leaveWord(platform, `http://${hostInAddress}:${listening.port}`)
  return { ...listening, ...inside }
}

async function listenInside(platform: Platform, host: string, port: number) {
  const inside = await serve({ fetch: internalFront(platform), host, port })
  platform.lifecycle.listening('internal', inside.close)
  return { internalPort: inside.port }
}

/**
 * Files by which the command line finds this server: its process id and its address. It speaks to
 * the directory, so of several processes on the same folder the directory's own leaves them.
 */
async function leaveWord(platform: Platform, address: string): Promise<void> {
  const { dataDir, lifecycle, local } = platform
  if (!local.has('directory')) return
  const said = { [serverFiles.pid]: String(process.pid), [serverFiles.address]: address }
  for (const [name, text] of Object.entries(said)) await writeFile(join(dataDir, name), `${text}\n`)
  lifecycle.opened('server files', async () => {
    for (const name of Object.keys(said)) await rm(join(dataDir, name), { force: true })
  })
}

/** In the data folder, while a server runs on it. */
export const serverFiles = { pid: 'server.pid', address: 'server.address' } as const

type Fetch = (request: Request) => Promise<Response>

/** What the world may reach. */
export function publicFront(platform: Platform, publicUrl?: string): Fetch {
  const isOwnHost = ownHosts(platform, publicUrl)
  return (request) =>
    platform.lifecycle.trackRequest(async () => {
      const { hostname, pathname } = new URL(request.url)
      if (!isOwnHost(hostname)) return misdirected()
      if (pathname === '/healthz') return alive(platform, request)
      if (pathname === '/readyz') return readiness(platform)
      const service = serviceOf(pathname)
      const fetch = platform.local.get(service ?? 'web') ?? onlyService(platform)
      return fetch === undefined || leadsInside(pathname) ? nothingHere(request) : fetch(request)
    })
}

/** A site may point its own name at this machine and so read the demo: that name is not ours. */
function ownHosts({ mode }: Platform, publicUrl: string | undefined) {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).hostname
  return (host: string) => mode === 'live' || host === own || isLoopback(host)
}

function misdirected(): Response {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return new Response('The demo is opened as localhost.\n', { status: 421, headers })
}

function alive({ operatorKey }: Platform, request: Request): Response {
  const nonce = request.headers.get(nonceHeader)
  return Response.json({ alive: true, ...(nonce && { proof: proofOf(operatorKey, nonce) }) })
}

/** What other services reach: routes and keys, and `/internal` of the service that runs here. */
function internalFront(platform: Platform): Fetch {
  return (request) =>
    platform.lifecycle.trackRequest(async () => {
      const address = new URL(request.url)
      if (address.pathname === '/readyz') return readiness(platform)
      if (address.pathname === '/metrics') return measured(platform, request)
      const service = serviceOf(address.pathname)
      const named = service === undefined ? undefined : platform.local.get(service)
      const fetch = named ?? onlyService(platform)
      return fetch === undefined ? nothingHere(request) : fetch(request)
    })
}

async function readiness({ health }: Platform): Promise<Response> {
  const report = await health.report()
  return Response.json(report, { status: report.ready ? 200 : 503 })
}

async function measured({ metrics }: Platform, request: Request): Promise<Response> {
  const text = await metrics.text()
  if (text === null) return nothingHere(request)
  const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }
  return new Response(text, { headers })
}

/** The service of a process that holds no other. */
function onlyService({ local }: Platform): Fetch | undefined {
  const [only, ...others] = local.values()
  return others.length === 0 ? only : undefined
}

function serviceOf(pathname: string): ServiceName | undefined {
  const name = /^\/api\/([a-z-]+)\//.exec(pathname)?.[1]
  return serviceNames.find((service) => service === name)
}

function nothingHere(request: Request): Response {
  return problemResponse(new AppError('notFound', 'There is nothing here.'), traceFrom(request))
}
