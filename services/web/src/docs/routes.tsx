import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { AppError, notFound } from '@waymark/core'
import type { ServiceApp } from '@waymark/http'
import type { Deps } from '../deps.ts'
import { safeHeaders } from '../security.ts'
import { DocsView, documented } from './view.tsx'

const inPackage = (file: string) =>
  createRequire(import.meta.url).resolve(`swagger-ui-dist/${file}`)

const files: ReadonlyMap<string, { readonly path: () => string; readonly type: string }> = new Map([
  ['swagger-ui.css', { path: () => inPackage('swagger-ui.css'), type: 'text/css' }],
  [
    'swagger-ui-bundle.js',
    { path: () => inPackage('swagger-ui-bundle.js'), type: 'text/javascript' },
  ],
  [
    'start.js',
    {
      path: () => fileURLToPath(new URL('start.js', import.meta.url)),
      type: 'text/javascript',
    },
  ],
])

/** Swagger UI's own styles hold pictures within themselves, and its forms are sent by script. */
const docsPolicy = { imgSrc: ["'self'", 'data:'], formAction: ["'none'"] }

/** `/api/docs`: what every service offers, read from the contracts that mount it. */
export function docsPages(hono: ServiceApp['hono'], deps: Deps): void {
  const { assets, send } = deps
  hono.use('/api/docs', safeHeaders(deps, docsPolicy))
  hono.get('/api/docs', (context) => {
    const asked = context.req.query('service') ?? documented[0]
    const service = documented.find((each) => each === asked)
    if (service === undefined) throw notFound('page')
    return context.html(<DocsView assets={assets} service={service} />)
  })
  hono.get('/api/docs/:file', async (context) => {
    const name = context.req.param('file')
    const file = files.get(name)
    if (file !== undefined) {
      const headers = { 'content-type': `${file.type}; charset=utf-8` }
      return context.body(await readFile(file.path()), 200, headers)
    }
    const service = documented.find((each) => name === `${each}.json`)
    if (service === undefined) throw notFound('page')
    const document = `http://${service}.internal/api/${service}/v1/openapi.json`
    const answer = await send(service, new Request(document))
    if (!answer.ok) throw new AppError('unavailable', 'That service does not answer just now.')
    return context.body(await answer.text(), 200, { 'content-type': 'application/json' })
  })
}
