import { randomUUID } from 'node:crypto'
import { z } from 'zod'

const name = 'once'

/** A new key for each form that is shown: pressed twice, it does once. */
export function OnceField() {
  return <input type="hidden" name={name} value={randomUUID()} />
}

/** The key a form brought; a new one for a form that brought none. */
export function onceOf(form: URLSearchParams): string {
  const given = z.uuid().safeParse(form.get(name))
  return given.success ? given.data : randomUUID()
}
