import type { Deps } from '../deps.ts'
import { orNullWhenAway } from '../people/everyone.ts'

/** The names of accounts by their ids. With sign-in away nobody is named, and the rest is shown. */
export async function namesOfAccounts(
  { identity }: Pick<Deps, 'identity'>,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids.filter((id) => id !== null))].slice(0, 200)
  if (asked.length === 0) return new Map()
  const read = () => identity.readNames({ body: { ids: asked } })
  const found = (await orNullWhenAway(read))?.contents ?? []
  return new Map(found.map(({ id, name }) => [id, name]))
}
