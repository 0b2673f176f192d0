import type { Gauge, Histogram, Registry } from 'prom-client'

/** Every metric of ours, with what it says. Labels are names and codes, never a record's. */
export const metricHelp = {
  waymark_http_request_duration_seconds: 'How long requests took, by the route of the contract.',
  waymark_ready: 'Whether this process can answer requests.',
  waymark_concern_ready: 'Whether an engine is well: records, search, queue, mail.',
  waymark_queue_jobs: 'Jobs that wait or run, and those given up since the start.',
  waymark_reader_lag_events: 'Events of another service not read yet, at most 500.',
  waymark_parked_events: 'Events put aside for an operator, and those that wait behind them.',
  waymark_notices: 'Notices in the ledger, by their state.',
} as const

export type MetricName = keyof typeof metricHelp
export type GaugeName = Exclude<MetricName, 'waymark_http_request_duration_seconds'>

export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface AnsweredRequest {
  readonly service: string
  /** As the contract writes it: `/listings/:id`, or `none`. */
  readonly route: string
  readonly method: string
  readonly status: number
}

/** What Prometheus reads of one process. */
export interface Metrics {
  observeRequest(answered: AnsweredRequest, durationMs: number): void
  /** Adds a source, asked each time somebody looks; one that fails is left out that time. */
  gauge(name: GaugeName, labels: readonly string[], collect: () => Promise<Sample[]>): void
  /** The text format of Prometheus; null where nobody is to look. */
  text(): Promise<string | null>
}

const noMetrics: Metrics = { observeRequest() {}, gauge() {}, text: async () => null }

/** A process that shows its metrics nowhere does not pay for them. */
export async function openMetrics({ wanted }: { readonly wanted: boolean }): Promise<Metrics> {
  if (!wanted) return noMetrics
  const { collectDefaultMetrics, Gauge, Histogram, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const name = 'waymark_http_request_duration_seconds'
  const requests = new Histogram({
    ...{ name, help: metricHelp[name], registers: [registry] },
    labelNames: ['service', 'route', 'method', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
  })
  return metricsOn(registry, requests, (given, labelNames, collect) => {
    return new Gauge({
      ...{ name: given, help: metricHelp[given], registers: [registry], labelNames },
      collect() {
        return collect(this)
      },
    })
  })
}

type Collect = () => Promise<Sample[]>
type MakeGauge = (
  name: GaugeName,
  labels: string[],
  collect: (gauge: Gauge) => Promise<void>,
) => Gauge

function metricsOn(registry: Registry, requests: Histogram, makeGauge: MakeGauge): Metrics {
  const sources = new Map<GaugeName, Collect[]>()
  return {
    observeRequest({ service, route, method, status }, durationMs) {
      requests.observe({ service, route, method, status: `${status}` }, durationMs / 1000)
    },
    gauge(name, labels, collect) {
      const known = sources.get(name)
      sources.set(name, [...(known ?? []), collect])
      if (known !== undefined) return
      makeGauge(name, [...labels], async (gauge) => {
        gauge.reset()
        const samples = await Promise.all((sources.get(name) ?? []).map(orNone))
        for (const { labels: values, value } of samples.flat()) gauge.set({ ...values }, value)
      })
    },
    text: () => registry.metrics(),
  }
}

/** What cannot be known is not shown: an old or made-up number would be worse. */
async function orNone(collect: Collect): Promise<Sample[]> {
  return collect().catch(() => [])
}
