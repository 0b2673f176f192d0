import { Button } from '../ui/button.tsx'
import { Page, type PageFrame } from '../ui/page.tsx'

/** For a link that is cut, altered or not ours: it says nothing about what there is. */
export function UnknownLinkView({ frame }: { readonly frame: PageFrame }) {
  return (
    <Page frame={frame} title="This link does not work">
      <div class="nhsuk-width-container wm-plain">
        <h1 class="nhsuk-heading-l">This link does not work</h1>
        <p>
          Mail programs sometimes cut a long link in two. Go back to the e-mail and press the link
          there, or copy the whole of it.
        </p>
        <p>Nothing has been changed.</p>
        <Button href="/find">Find support</Button>
      </div>
    </Page>
  )
}
