import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { findEngine } from '@waymark/testing'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { test as base } from 'vitest'

const chromiumFound = findEngine('chromium')
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** A test that needs Chromium: skipped with the reason where it is missing. */
export const browserTest = base.skipIf(chromiumFound.path === null)

export async function openBrowser(): Promise<Browser | null> {
  if (chromiumFound.path === null) {
    process.stderr.write(`Browser journeys are skipped: ${chromiumFound.missing}\n`)
    return null
  }
  return chromium.launch({
    executablePath: chromiumFound.path,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export interface Watched {
  readonly page: Page
  readonly context: BrowserContext
  /** What must stay empty: console messages, failed and foreign requests. */
  readonly complaints: string[]
}

interface WatchOptions {
  readonly address: string
  readonly width?: number
  readonly height?: number
  readonly javaScript?: boolean
}

/** A page of its own that writes down every console message and every request to another host. */
export async function watchedPage(browser: Browser, options: WatchOptions): Promise<Watched> {
  const { address, width = 1280, height = 900, javaScript = true } = options
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    javaScriptEnabled: javaScript,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    // Chromium reports that it did as it was asked at sign-out.
    const isReport = message.text().startsWith('Clear-Site-Data header')
    if (!isReport) complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('requestfailed', (request) => {
    // A search that a newer one overtakes is called off on purpose.
    const calledOff = request.failure()?.errorText === 'net::ERR_ABORTED'
    if (!calledOff) complaints.push(`failed: ${request.url()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) complaints.push(`foreign: ${request.url()}`)
  })
  return { page, context, complaints }
}

/**
 * What axe-core finds against WCAG 2.2 AA, a line each. A test's scripts pass its policy. Looked at
 * as whoever is signed in in the context that is given.
 */
export async function axeViolations(
  browser: Browser,
  url: string,
  width = 1280,
  signedIn?: BrowserContext,
): Promise<string[]> {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 } })
  if (signedIn !== undefined) await context.addCookies(await signedIn.cookies())
  const page = await context.newPage()
  await page.goto(url)
  const found = await axeOn(page)
  await context.close()
  return found
}

/** The same on a page as it stands now, after a form was refused say. Its context bypasses CSP. */
export async function axeOn(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axeSource })
  return page.evaluate(runAxe)
}

/** Runs inside the page, where axe has just been put. */
async function runAxe(): Promise<string[]> {
  interface Axe {
    run(
      context: unknown,
      options: unknown,
    ): Promise<{
      violations: { id: string; nodes: { target: unknown[] }[] }[]
    }>
  }
  const { axe, document } = globalThis as unknown as { axe: Axe; document: unknown }
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
}
