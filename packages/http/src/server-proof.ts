import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'

/** Carries the random text that a server shows to have signed with the operator's key. */
export const nonceHeader = 'x-waymark-nonce'

/** What only a holder of the operator's key can answer to a nonce (HMAC-SHA256, base64url). */
export function proofOf(operatorKey: string, nonce: string): string {
  return createHmac('sha256', operatorKey).update(nonce).digest('base64url')
}

const healthAnswer = z.object({ proof: z.string() })
const answersWithinMs = 2_000

/** Whether our own server answers there, not whoever took a port it left. The key is not sent. */
export async function isOwnServer(address: string, operatorKey: string): Promise<boolean> {
  const nonce = randomBytes(32).toString('base64url')
  try {
    const response = await fetch(`${address}/healthz`, {
      headers: { [nonceHeader]: nonce },
      redirect: 'error',
      signal: AbortSignal.timeout(answersWithinMs),
    })
    return healthAnswer.parse(await response.json()).proof === proofOf(operatorKey, nonce)
  } catch {
    return false
  }
}
