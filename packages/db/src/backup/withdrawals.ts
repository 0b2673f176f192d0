import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type StoredEvent, storedEvent } from '@waymark/contracts'
import { type ServiceName, serviceNames } from '@waymark/core'
import { z } from 'zod'
import { cannotWrite, makeFolderFor } from '../location.ts'

/**
 * A withdrawal or an erasure, as the list of them holds it: the event that told it, which has ids
 * and codes alone, and the service whose log it is in.
 */
const withdrawal = storedEvent.omit({ seq: true }).extend({ service: z.enum(serviceNames) })
export type Withdrawal = z.output<typeof withdrawal>

/** An event before it has its number. */
export type ToldEvent = Omit<StoredEvent, 'seq'>

/** The list's name in the data folder. */
export const withdrawalsFile = 'withdrawals.log'

/** Adds to the list of what was taken back. Several processes add to one file. */
export interface WithdrawalList {
  /** On disk when it resolves. */
  add(events: readonly ToldEvent[]): Promise<void>
}

/** The list is there from here on, empty or not: one that is missing was lost. */
export async function openWithdrawals(path: string, service: ServiceName): Promise<WithdrawalList> {
  await makeFolderFor(path)
  await append(path, '')
  return {
    async add(told) {
      // A line that was cut by a power cut must not swallow the next one: hence the first break.
      const lines = told.map((each) => `\n${JSON.stringify({ service, ...each })}\n`)
      await append(path, lines.join(''))
    },
  }
}

async function append(path: string, text: string): Promise<void> {
  try {
    const file = await open(path, 'a', 0o600)
    try {
      await file.write(text)
      await file.sync()
    } finally {
      await file.close()
    }
    if (text === '') await syncFolder(dirname(path))
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

/** The list, oldest first, and how many of its lines cannot be read; null where there is none. */
export async function readWithdrawals(
  path: string,
): Promise<{ readonly list: readonly Withdrawal[]; readonly unreadable: number } | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const read = text.split('\n').filter(Boolean).map(readLine)
  const list = read.flatMap((each) => each ?? [])
  return { list, unreadable: read.length - list.length }
}

function readLine(line: string): Withdrawal | undefined {
  try {
    return withdrawal.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}
