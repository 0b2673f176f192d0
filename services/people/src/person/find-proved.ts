import type { Reader } from '@waymark/db'
import { listProvisional } from '../match/store.ts'
import { type Identifiers, provedByNumber, provedByPostcode } from './rules.ts'
import type { Candidate } from './store.ts'

interface Proof {
  readonly given: Identifiers
  readonly alike: readonly Candidate[]
  readonly by: 'number' | 'postcode'
}

/**
 * The one person whom three identifiers prove, or null. Of several, the one that is not waiting to
 * be settled; when that leaves two (twins at one address), nobody is proved.
 */
export async function findProved(
  reader: Reader,
  tenant: string,
  { given, alike, by }: Proof,
): Promise<Candidate | null> {
  const proves = by === 'number' ? provedByNumber : provedByPostcode
  const proved = alike.filter((known) => proves(given, known))
  const ids = proved.map(({ id }) => id)
  const provisional = ids.length > 1 ? await listProvisional(reader, tenant, ids) : []
  const [only, another] = proved.filter(({ id }) => !provisional.includes(id))
  return only === undefined || another !== undefined ? null : only
}
