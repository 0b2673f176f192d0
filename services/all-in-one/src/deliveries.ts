import { AppError } from '@waymark/core'
import type { AllSettings } from './config.ts'
import { askNotifications } from './operator.ts'

interface DeliveriesAsked {
  /** Left out, it only says how many there are. */
  readonly verb: string | undefined
  readonly at: string | undefined
  readonly say: (line: string) => void
}

/** What becomes of mail that a restore held. */
export async function settleDeliveries(
  settings: AllSettings,
  { verb, at, say }: DeliveriesAsked,
): Promise<void> {
  if (verb !== undefined && verb !== 'release' && verb !== 'drop') {
    throw new AppError('invalid', 'Say deliveries release, deliveries drop, or deliveries alone.')
  }
  const notifications = await askNotifications(settings, at)
  if (verb === undefined) {
    const { held } = await notifications.readHeld()
    say(`${held} held. ${held > 0 ? choices : 'Nothing waits for you.'}`)
    return
  }
  const as = verb === 'release' ? 'send' : 'drop'
  const { settled } = await notifications.settleHeld({ body: { as } })
  say(verb === 'release' ? `${settled} released: they go out now.` : `${settled} dropped.`)
}

const choices = `They may have gone out before the restore.
  npm run waymark -- deliveries release   sends what its owner says still holds
  npm run waymark -- deliveries drop      drops them all`
