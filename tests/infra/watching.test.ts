import { serviceNames } from '@waymark/core'
import { metricHelp } from '@waymark/runtime'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { checkBy, infraFile, missingOf } from '../support/infra-files.ts'

const rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          labels: z.object({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.object({ summary: z.string(), meaning: z.string() }),
        }),
      ),
    }),
  ),
})
const dashboard = z.object({
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      description: z.string().min(1),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).min(1),
    }),
  ),
})

const alerts = rules
  .parse(parse(infraFile('prometheus/alerts.yml')))
  .groups.flatMap((group) => group.rules)
const { panels } = dashboard.parse(JSON.parse(infraFile('grafana/waymark.json')))

/** The names of ours in a question to Prometheus, without what a histogram adds to its own. */
function metricsIn(expressions: readonly string[]): string[] {
  return expressions.flatMap((expression) =>
    [...expression.matchAll(/\bwaymark_[a-z_]+/g)].map(([name]) =>
      name.replace(/_(?:bucket|count|sum)$/, ''),
    ),
  )
}

test('happy: every metric that an alert or a panel asks for is one that we show', () => {
  const asked = metricsIn([
    ...alerts.map(({ expr }) => expr),
    ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ])
  expect(new Set(asked)).toEqual(new Set(Object.keys(metricHelp)))
})

test('happy: every service is scraped, by its internal port', () => {
  const config = parse(infraFile('prometheus/prometheus.yml'))
  const [{ static_configs: places }] = config.scrape_configs
  expect(places[0].targets.sort()).toEqual(serviceNames.map((name) => `${name}:3100`).sort())
})

test('happy: panels stand side by side and none lies on another', () => {
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
})

test('secure: no alert can carry a record: labels are those of our metrics', () => {
  const labels = new Set(
    alerts.flatMap(({ annotations }) =>
      [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, name]) => name),
    ),
  )
  expect([...labels].sort()).toEqual(['concern', 'instance', 'owner', 'service'])
})

const missing = missingOf('promtool')
describe.skipIf(missing !== null)(`promtool ${missing ?? ''}`, () => {
  test.each([
    ['takes the configuration and its rules', ['check', 'config', 'prometheus/prometheus.yml']],
    ['finds that each alert rings when it should', ['test', 'rules', 'prometheus/alerts.test.yml']],
  ])('happy: %s', (_, args) => {
    const { code, said } = checkBy('promtool', args)
    expect(code, said).toBe(0)
    expect(said).toContain('SUCCESS')
  })
})
