import { Button } from '../ui/button.tsx'
import { AboutLine, ReferPage } from './question-page.tsx'
import type { Referring } from './referring.ts'

/** It is under way, or was interrupted: a page without alarm, and one button. */
export function StillSendingView({ visitor, journey }: Referring) {
  return (
    <ReferPage frame={visitor.frame} title="Still sending">
      <h1 class="nhsuk-heading-l">Still sending</h1>
      <AboutLine answers={journey.answers} />
      <p>
        We cannot say yet whether it has gone. This page looks again by itself. If it stays, press
        the button: what has gone once never goes twice, and nothing you typed is lost.
      </p>
      <form method="post" action={`/refer/${journey.id}/send`}>
        <Button>Look again</Button>
      </form>
    </ReferPage>
  )
}
