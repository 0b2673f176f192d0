import { createRoute } from '@hono/zod-openapi'
import { type Route, takesBody } from '@waymark/contracts'
import { z } from 'zod'
import { problem } from './problem.ts'
import type { ServiceApp } from './service-app.ts'

/** Writes a route into the service's API page, from the very value that mounts it. */
export function describeRoute({ hono, service }: ServiceApp, route: Route): void {
  const isPublic = route.allow.includes('public')
  hono.openAPIRegistry.registerPath(
    createRoute({
      method: route.method,
      path: `/api/${service}/v1${route.path}`,
      summary: route.summary,
      description: `May be called by: ${route.allow.join(', ')}.`,
      security: isPublic ? [] : [{ bearer: [] }],
      request: {
        params: asObject(route.params),
        query: asObject(route.query),
        headers: z.object(headersOf(route)),
        ...(takesBody(route) ? { body: json(route.body) } : {}),
      },
      responses: {
        [route.status]: {
          description: 'Done.',
          ...(route.status === 204 ? {} : json(route.response)),
        },
        default: {
          description: 'A problem (RFC 9457).',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
    }),
  )
}

function json(schema: Route['body']) {
  return { content: { 'application/json': { schema: asObject(schema) } } }
}

function asObject(schema: Route['body']): z.ZodObject {
  // Contracts are written with zod's own classes; only the type of `Route` is wider.
  return schema as z.ZodObject
}

function headersOf(route: Route): Record<string, z.ZodType> {
  return {
    ...(route.ifMatch ? { 'if-match': z.string() } : {}),
    ...(route.idempotent ? { 'idempotency-key': z.string() } : {}),
  }
}

/** Serves the OpenAPI 3.1 page of a service. Built once, after its last route is mounted. */
export function mountOpenApi({ hono, service }: ServiceApp): void {
  hono.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
  })
  const document = hono.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: `Waymark ${service}`, version: '1' },
    servers: [{ url: '/' }],
  })
  hono.get(`/api/${service}/v1/openapi.json`, (context) => context.json(document))
}
