import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { serviceNames } from '@waymark/core'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { infra, infraFile, unknownSettings } from '../support/infra-files.ts'
import { renderTemplate } from './template.ts'

const chart = 'helm/waymark'
const values = parse(infraFile(`${chart}/values.yaml`))
const templates = readdirSync(join(infra, chart, 'templates'))

const named = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().regex(/^[a-z][a-z0-9-]*$/) }),
})
const rendered = (given: object = values) =>
  templates.flatMap((name) =>
    renderTemplate(infraFile(`${chart}/templates/${name}`), { ...given }).map((document) =>
      named.parse(document),
    ),
  )
const ofKind = (kind: string) => rendered().filter((document) => document.kind === kind)

const statefulSet = z.object({
  spec: z.object({
    serviceName: z.string(),
    replicas: z.literal(1),
    template: z.object({
      spec: z.object({
        automountServiceAccountToken: z.literal(false),
        securityContext: z.looseObject({
          runAsNonRoot: z.literal(true),
          runAsUser: z.literal(10_001),
          seccompProfile: z.object({ type: z.literal('RuntimeDefault') }),
        }),
        containers: z.tuple([
          z.looseObject({
            image: z.string(),
            args: z.tuple([z.string()]),
            resources: z.object({ requests: z.object({}), limits: z.object({}) }),
            securityContext: z.object({
              allowPrivilegeEscalation: z.literal(false),
              readOnlyRootFilesystem: z.literal(true),
              capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
            }),
            startupProbe: z.looseObject({}),
            readinessProbe: z.looseObject({}),
            livenessProbe: z.looseObject({}),
          }),
        ]),
      }),
    }),
    volumeClaimTemplates: z.array(z.looseObject({})).length(1),
  }),
})

test('happy: every service is one process with a disk of its own', () => {
  const sets = ofKind('StatefulSet')
  expect(sets.map(({ metadata }) => metadata.name).sort()).toEqual([...serviceNames].sort())
  for (const set of sets) {
    const { template } = statefulSet.parse(set).spec
    const [{ args }] = template.spec.containers
    expect(args).toEqual([`services/${set.metadata.name}/src/main.js`])
  }
  expect(ofKind('Service').map(({ metadata }) => metadata.name)).toEqual(
    sets.map(({ metadata }) => metadata.name),
  )
})

test('happy: every setting that it names is one, and each service finds the others', () => {
  const [settings] = ofKind('ConfigMap')
  const data = z.record(z.string(), z.string()).parse(settings?.data)
  expect(unknownSettings(Object.keys(data))).toEqual([])
  for (const name of serviceNames) {
    const setting = `${name.toUpperCase().replaceAll('-', '_')}_URL`
    expect(data[setting]).toBe(`http://${name}:3100`)
  }
  expect(data).toMatchObject({ WAYMARK_MODE: 'live', TRUSTED_PROXIES: '1' })
})

test('secure: what nobody else may read comes from secrets alone', () => {
  const [settings] = ofKind('ConfigMap')
  const data = z.record(z.string(), z.string()).parse(settings?.data)
  const secret = /TOKEN|KEY|REDIS_URL|SMTP_URL/
  expect(Object.keys(data).filter((name) => secret.test(name))).toEqual([])
  const text = infraFile(`${chart}/templates/services.yaml`)
  expect(text).toContain('secretRef: { name: {{ $.Values.settingsSecret }} }')
})

test('secure: from outside only the public ports are reached', () => {
  const [ingress] = ofKind('Ingress')
  expect(JSON.stringify(ingress)).not.toMatch(/3100|internal/)
  expect(JSON.stringify(ofKind('NetworkPolicy'))).toContain('"port":"http"')
})

test('happy: without an ingress there is none', () => {
  const without = rendered({ ...values, ingress: { ...values.ingress, enabled: false } })
  expect(without.filter(({ kind }) => kind === 'Ingress')).toEqual([])
})

test('refused: a value that is missing, as a strict Helm does', () => {
  const { image: _, ...rest } = values
  expect(() => rendered(rest)).toThrow('have no $.Values.image')
})
