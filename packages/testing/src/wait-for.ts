import { setTimeout as pause } from 'node:timers/promises'

/** Waits until the condition gives something true, looking often; throws when it never does. */
export async function waitFor<T>(
  what: string,
  condition: () => Promise<T> | T,
  limitMs = 15_000,
): Promise<NonNullable<T>> {
  const endMs = Date.now() + limitMs
  while (Date.now() < endMs) {
    const found = await condition()
    if (found) return found
    await pause(20)
  }
  throw new Error(`Waited ${limitMs} ms in vain for ${what}.`)
}
