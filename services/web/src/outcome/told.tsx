import { keysOf } from '@waymark/core'
import { NotificationBanner } from '../ui/messages.tsx'

/** What was just told, as the page says it once. */
export const toldWords = {
  said: 'Thank you. They can see what you said.',
  corrected: 'Thank you. They can see your correction.',
  takenBack: 'It is taken back, and they can see that it was a mistake.',
  finished: 'Thank you. They can see the days you ticked.',
} as const
export type JustTold = keyof typeof toldWords

/** What was just told, by the address. */
export function justToldOf(done: string | undefined): JustTold | undefined {
  return keysOf(toldWords).find((each) => each === done)
}

/** Nothing, where nothing was just told. */
export function JustToldBanner({ done }: { readonly done: JustTold | undefined }) {
  if (done === undefined) return null
  return (
    <NotificationBanner variant="success" title={{ content: 'Done' }}>
      <p>{toldWords[done]}</p>
    </NotificationBanner>
  )
}
