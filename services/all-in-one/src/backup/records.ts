import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterRestore as carePlans } from '@waymark/care-plans'
import { AppError, isAppError, type ServiceName } from '@waymark/core'
import { type AfterRestore, type AuditKey, filePathOf, takeOperatingLock } from '@waymark/db'
import { afterRestore as directory } from '@waymark/directory'
import { auditKeyId, databaseUrl } from '@waymark/http'
import { afterRestore as identity } from '@waymark/identity'
import { afterRestore as notifications } from '@waymark/notifications'
import { afterRestore as people } from '@waymark/people'
import { afterRestore as referrals } from '@waymark/referrals'
import { bytesOfSecret, findSecret, secretsDir } from '@waymark/runtime'
import { afterRestore as web } from '@waymark/web'
import type { AllSettings } from '../config.ts'

/** One service's records: where they are, and what it does when they come back. */
export interface Records extends AfterRestore {
  readonly path: string
}

const all = [identity, directory, people, referrals, carePlans, notifications, web] as const

/** Every service's records. Throws `invalid` for one on a server: it is backed up there. */
export function recordsOf(settings: AllSettings): Records[] {
  const urls: Record<ServiceName, string | undefined> = {
    identity: settings.IDENTITY_DATABASE_URL,
    directory: settings.DIRECTORY_DATABASE_URL,
    people: settings.PEOPLE_DATABASE_URL,
    referrals: settings.REFERRALS_DATABASE_URL,
    'care-plans': settings.CARE_PLANS_DATABASE_URL,
    notifications: settings.NOTIFICATIONS_DATABASE_URL,
    web: settings.WEB_DATABASE_URL,
  }
  return all.map((each) => {
    const path = filePathOf(databaseUrl(settings.DATA_DIR, each.service, urls[each.service]))
    if (path !== undefined) return { ...each, path: resolve(path) }
    throw new AppError(
      'invalid',
      `The records of ${each.service} are on a database server. This copies files alone: back up ` +
        'and restore all of them there, with the server’s own tools.',
    )
  })
}

/** Those that are there. */
export function present(records: readonly Records[]): Records[] {
  return records.filter(({ path }) => existsSync(path))
}

/** The key of the audit chains. It is never in a backup, and a restore makes no other. */
export async function findAuditKey(settings: AllSettings): Promise<AuditKey> {
  const text = await findSecret(secretsDir(settings), 'audit-key')
  if (text === undefined) {
    throw new AppError(
      'invalid',
      'There is no audit-key in SECRETS_DIR. Put back the key files that belong to this data: ' +
        'without them its audit trail cannot be checked.',
    )
  }
  return { id: auditKeyId, secret: bytesOfSecret(text) }
}

/** Backups and restores of one data folder take turns. Throws `conflict` while another runs. */
export async function takeTurn(settings: AllSettings) {
  try {
    return await takeOperatingLock(join(resolve(settings.DATA_DIR), 'backup'))
  } catch (error) {
    if (!isAppError(error) || !error.message.startsWith('Another')) throw error
    throw new AppError('conflict', 'Another backup or restore of this data is under way.')
  }
}
