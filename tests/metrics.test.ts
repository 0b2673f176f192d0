import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen, type Platform } from '@waymark/http'
import { metricHelp } from '@waymark/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse } from './support/killed-house.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-metrics-'))
const id = '0198c0de-0000-7000-8000-00000000abcd'
let platform: Platform
let address = ''
let inside = ''
beforeAll(async () => {
  const env = { DATA_DIR: folder, LOG_LEVEL: 'silent', INTERNAL_PORT: '0', PORT: '0' }
  ;({ platform } = await openHouse(env))
  const { port, internalPort } = await listen(platform, {
    ...{ host: '127.0.0.1', port: 0, internalPort: 0 },
  })
  address = `http://127.0.0.1:${port}`
  inside = `http://127.0.0.1:${internalPort}`
}, 120_000)
afterAll(async () => {
  await platform.lifecycle.stop('test ended')
  rmSync(folder, { recursive: true, force: true })
})

const measured = async () => (await fetch(`${inside}/metrics`)).text()

test('happy: every metric is there, and a request is counted by its route', async () => {
  await fetch(`${address}/find?q=food`)
  await fetch(`${address}/api/directory/v1/listings/${id}`)
  const text = await measured()
  for (const name of Object.keys(metricHelp)) {
    if (name !== 'waymark_notices') expect(text, name).toMatch(new RegExp(`^${name}\\S*\\{`, 'm'))
  }
  expect(text).toContain('# TYPE waymark_notices gauge')
  expect(text).toContain('waymark_ready{service="all"} 1')
  expect(text).toContain('waymark_concern_ready{service="all",concern="people records"} 1')
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds \S+$/m)
  const counted = (labels: string) =>
    expect(text).toMatch(
      new RegExp(`^waymark_http_request_duration_seconds_count\\{${labels}\\} [1-9]`, 'm'),
    )
  counted('service="web",route="/find",method="GET",status="200"')
  const route = '/api/directory/v1/listings/:id'
  counted(`service="directory",route="${route}",method="GET",status="404"`)
})

test('secure: what was asked for is in none of them, whatever its form', async () => {
  const name = 'margaret-oakley'
  for (const path of [`/people/${id}`, `/${name}`, `/find?q=${name}`, `/api/people/v1/${name}`]) {
    await fetch(`${address}${path}`)
  }
  await fetch(`${address}/${name}`, { method: 'POST', body: name })
  const text = await measured()
  expect(text).not.toContain(name)
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
})

test('secure: they are on the internal port alone', async () => {
  for (const path of ['/metrics', '/metrics/', '/%6detrics', '//metrics']) {
    const answer = await fetch(`${address}${path}`)
    expect(answer.status, path).toBe(404)
    expect(await answer.text()).not.toContain('waymark_ready')
  }
})

test('happy: a gauge that cannot be known is left out, and the others are there', async () => {
  platform.metrics.gauge('waymark_parked_events', ['service'], () => Promise.reject(new Error()))
  expect(await measured()).toContain('waymark_parked_events{service="referrals"} 0')
})
