import { randomUUID } from 'node:crypto'
import { Meilisearch } from 'meilisearch'
import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest'
import { searchConformance } from '../conformance.ts'
import { type MeiliServer, startMeiliServer } from '../testing/meili-server.ts'
import { openMeilisearchIndex } from './engine.ts'

describe('a stand-in', () => {
  let server: MeiliServer
  beforeAll(async () => {
    server = await startMeiliServer()
  })
  afterAll(() => server.stop())
  beforeEach(() => server.indexes.clear())
  const open = async () => openMeilisearchIndex({ url: server.url, key: server.key, taskPollMs: 1 })

  searchConformance('Meilisearch by its documentation', open)
})

const { MEILI_URL: url, MEILI_KEY: key = '' } = process.env

if (url === undefined) {
  test.skip('happy: a real Meilisearch keeps the same suite (MEILI_URL is not set)', () => {})
} else {
  describe('the real one', () => {
    const names: string[] = []
    afterAll(async () => {
      const client = new Meilisearch({ host: url, apiKey: key })
      await Promise.all(names.map((name) => client.deleteIndex(name).waitTask()))
    })

    searchConformance('Meilisearch', async () => {
      const indexName = `waymark-test-${randomUUID()}`
      names.push(indexName)
      return openMeilisearchIndex({ url, key, indexName, taskPollMs: 10 })
    })
  })
}
