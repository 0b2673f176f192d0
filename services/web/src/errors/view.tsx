import type { AppError } from '@waymark/core'
import { Button } from '../ui/button.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

interface ErrorViewProps {
  readonly frame: PageFrame
  readonly error: AppError
  readonly traceId: string
}

/** What went wrong, what to do next, and a number to quote. */
export function ErrorView({ frame, error, traceId }: ErrorViewProps) {
  const isOurs = error.status >= 500
  const title = titleOf(error)
  return (
    <Page frame={frame} title={title}>
      <div class="nhsuk-width-container wm-plain">
        <h1 class="nhsuk-heading-l">{title}</h1>
        <p>{error.message}</p>
        <Button href="/find">Find support</Button>
        {isOurs && <p class="nhsuk-hint">If you tell us about it, give this number: {traceId}</p>}
      </div>
    </Page>
  )
}

function titleOf({ code }: AppError): string {
  if (code === 'notFound') return 'We cannot find that page'
  if (code === 'unavailable') return 'We cannot do that just now'
  if (code === 'tooMany') return 'Wait a little'
  return code === 'internal' ? 'Something went wrong here' : 'That did not work'
}
