import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import {
  carePlansApi,
  directoryApi,
  identityApi,
  notificationsApi,
  referralsApi,
} from '@waymark/contracts'
import { createShell, type Platform } from '@waymark/http'
import { publicUrl } from '@waymark/runtime'
import { answerPages } from './answer/routes.tsx'
import type { WebSettings } from './config.ts'
import type { Demo, Deps } from './deps.ts'
import { docsPages } from './docs/routes.tsx'
import { errorPages } from './errors/routes.tsx'
import { findPages } from './find/routes.tsx'
import { groupReferralPages } from './groups/referral-routes.tsx'
import { groupPages } from './groups/routes.tsx'
import { openJourneys } from './journey/open.ts'
import { listingPages } from './listing/routes.tsx'
import { mailboxPages } from './mailbox/routes.tsx'
import { matchPages } from './matches/routes.tsx'
import { minePages } from './mine/routes.tsx'
import { queuePages } from './operations/queues.ts'
import { peoplePages } from './people/routes.tsx'
import { planPages } from './plan/routes.tsx'
import { referPages } from './refer/routes.tsx'
import { referralPages } from './referrals/routes.tsx'
import { ownFormsOnly, safeHeaders, secretAddress } from './security.ts'
import { createVisitors } from './session/visitor.ts'
import { signInPages } from './sign-in/routes.tsx'
import { readAssets } from './ui/assets.ts'

type OpenSettings = WebSettings & Parameters<typeof publicUrl>[0]

const publicFolder = fileURLToPath(new URL('../public', import.meta.url))

/** Opens the pages: only half-finished journeys are kept, the rest is asked of the services. */
export async function openWeb(
  platform: Platform,
  settings: OpenSettings,
  demo: Demo | null,
): Promise<void> {
  const { app, clientAs } = await createShell(platform, 'web')
  const deps: Deps = {
    mode: platform.mode,
    now: platform.now,
    log: app.log,
    send: platform.send,
    identity: clientAs(identityApi, platform.tenant),
    directory: clientAs(directoryApi, platform.tenant),
    referrals: clientAs(referralsApi, platform.tenant),
    carePlans: clientAs(carePlansApi, platform.tenant),
    notifications: clientAs(notificationsApi, platform.tenant),
    openQueueBoard: platform.openQueueBoard,
    assets: readAssets(`${publicFolder}/assets`),
    journeys: await openJourneys(platform, settings),
    failpoint: platform.failpoint,
    publicUrl: new URL(publicUrl(settings)),
    demo,
  }
  const visitors = createVisitors(deps)
  const { hono } = app
  hono.use('/answer/*', secretAddress)
  docsPages(hono, deps)
  queuePages(hono, deps, visitors)
  hono.use(safeHeaders(deps))
  // Before the check of forms: these are sent from a page that keeps its address to itself, so the
  // browser names no origin; and no cookie counts there that another site could borrow.
  answerPages(hono, deps, visitors)
  hono.use(ownFormsOnly(deps))
  hono.use('/assets/*', serveStatic({ root: publicFolder, precompressed: true, onFound: keepLong }))
  findPages(hono, deps, visitors)
  listingPages(hono, deps, visitors)
  groupPages(hono, visitors)
  groupReferralPages(hono, deps, visitors)
  referPages(hono, deps, visitors)
  referralPages(hono, deps, visitors)
  peoplePages(hono, deps, visitors)
  planPages(hono, deps, visitors)
  minePages(hono, deps, visitors)
  matchPages(hono, deps, visitors)
  mailboxPages(hono, deps, visitors)
  signInPages(hono, deps, visitors)
  errorPages(hono, deps, visitors)
}

type OnFound = NonNullable<NonNullable<Parameters<typeof serveStatic>[0]>['onFound']>

/** The name of an asset changes with its content. */
const keepLong: OnFound = (_, context) => {
  context.header('cache-control', 'public, max-age=31536000, immutable')
}
