import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { copyTree, isWorkTree } from './copy.ts'
import type { Fault } from './fault.ts'
import { packageFaults } from './package-faults.ts'
import { serviceFaults } from './service-faults.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-faults-'))
const limitMs = 180_000
const faults = [...packageFaults, ...serviceFaults]
const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

beforeAll(() => {
  if (isWorkTree()) copyTree(folder)
}, limitMs)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the named test in the copy. Gives how it ended: `passed`, `failed`, or what else. */
async function outcomeOf({ file, test: name }: Fault['caughtBy']): Promise<string> {
  const written = join(folder, 'report.json')
  rmSync(written, { force: true })
  const pattern = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const said = ['--reporter=json', `--outputFile=${written}`]
  const args = ['node_modules/vitest/vitest.mjs', 'run', file, '-t', pattern, ...said]
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore', env: outsideEnv() })
  await once(child, 'close')
  const { testResults } = report.parse(JSON.parse(readFileSync(written, 'utf8')))
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  return results.find(({ fullName }) => fullName === name)?.status ?? 'not run'
}

/** Without what one run of the tests tells its own workers. */
function outsideEnv(): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))
  return { ...Object.fromEntries(ours), NODE_OPTIONS: '' }
}

async function withFault<T>({ file, find, put }: Fault, work: () => Promise<T>): Promise<T> {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  expect(text.split(find), 'This fault no longer applies: write it anew.').toHaveLength(2)
  writeFileSync(
    path,
    text.replace(find, () => put),
  )
  try {
    return await work()
  } finally {
    writeFileSync(path, text)
  }
}

describe.skipIf(!isWorkTree())('A fault in a copy (skipped without git)', () => {
  test(
    'happy: unbroken, the copy passes',
    async () => {
      const [first] = faults
      expect(first && (await outcomeOf(first.caughtBy))).toBe('passed')
    },
    limitMs,
  )

  test.each(faults.map((fault) => [fault.name, fault] as const))(
    'secure: it is noticed when %s',
    async (_, fault) => {
      expect(await withFault(fault, () => outcomeOf(fault.caughtBy))).toBe('failed')
    },
    limitMs,
  )
})
