import type { Tx } from '@waymark/db'

/** The plans of somebody whose record became another's. */
export async function movePlans(
  _tx: Tx,
  _tenant: string,
  _became: { readonly from: string; readonly to: string },
): Promise<void> {}
