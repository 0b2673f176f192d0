import { isAppError } from '@waymark/core'
import { waitFor } from '@waymark/testing'

/** Who works with whom is told by an event: until it is heard, nobody has a plan there. */
export function whenHeard<T>(call: () => Promise<NonNullable<T>>): Promise<NonNullable<T>> {
  return waitFor(
    'who works with whom to be heard',
    async () => {
      try {
        return await call()
      } catch (error) {
        if (isAppError(error, 'notFound')) return null
        throw error
      }
    },
    60_000,
  )
}
