import { Button } from '../ui/button.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

export interface ListingWithdrawnViewProps {
  readonly frame: PageFrame
  /** A search that finds what is like it, or "/find". */
  readonly similarHref: string
}

/** For 410: it was here and is not offered now. Its words were withdrawn too. */
export function ListingWithdrawnView({ frame, similarHref }: ListingWithdrawnViewProps) {
  return (
    <Page frame={frame} title="This is no longer offered" area="find">
      <div class="nhsuk-width-container wm-plain">
        <h1 class="nhsuk-heading-l">This is no longer offered</h1>
        <p>The group has stopped, or has taken its page down. Please do not send anybody there.</p>
        <Button href={similarHref}>Find something like it</Button>
      </div>
    </Page>
  )
}
