import type { ServiceName } from '@waymark/core'
import { raw } from 'hono/html'
import type { Assets } from '../ui/assets.ts'

/** The services that have an API, in the order in which they are met. */
export const documented = [
  'directory',
  'referrals',
  'care-plans',
  'people',
  'notifications',
  'identity',
] as const satisfies readonly ServiceName[]

export type Documented = (typeof documented)[number]

interface DocsProps {
  readonly assets: Assets
  readonly service: Documented
}

/**
 * The API of one service, shown by Swagger UI from its own files. Without JavaScript it says where
 * the document itself is.
 */
export function DocsView({ assets, service }: DocsProps) {
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <title>{`The API: ${service} – Waymark`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <link rel="stylesheet" href={assets.styles} />
          <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
          <link rel="icon" href={assets.icon} type="image/svg+xml" />
          <script src="/api/docs/swagger-ui-bundle.js" defer />
          <script src="/api/docs/start.js" defer />
        </head>
        <body class="wm-page">
          <header class="wm-header">
            <div class="wm-header__row nhsuk-width-container">
              <a class="wm-wordmark" href="/find">
                Waymark
              </a>
              <nav class="wm-menu" aria-label="Services">
                {documented.map((each) => (
                  <a
                    class="wm-menu__link"
                    href={`/api/docs?service=${each}`}
                    aria-current={each === service ? 'page' : undefined}
                  >
                    {each}
                  </a>
                ))}
              </nav>
            </div>
          </header>
          <main id="maincontent">
            <div class="nhsuk-width-container nhsuk-u-padding-top-5">
              {' '}
              <h1>The API of Waymark</h1>
              <p>
                For those who build on it. Every call is checked as a person’s own would be: it may
                do what the account behind its token may. To read it with a tool, take{' '}
                <a href={`/api/docs/${service}.json`}>the OpenAPI document of {service}</a>.
              </p>
              <div id="api" data-document={`/api/docs/${service}.json`} />
            </div>{' '}
          </main>
        </body>
      </html>
    </>
  )
}
