import { AppError } from '@waymark/core'

/** The largest body a route takes: 256 KB. */
export const bodyLimitBytes = 256 * 1024

/** Reads a JSON body whole. Throws 415, 413 or 400; the text is kept for the idempotency hash. */
export async function readJson(request: Request): Promise<{ text: string; value: unknown }> {
  if (!isJson(request.headers.get('content-type'))) {
    throw new AppError('unsupportedType', 'Send the body as application/json.')
  }
  const text = await readText(request)
  try {
    return { text, value: JSON.parse(text) }
  } catch {
    throw new AppError('malformed', 'The body is not valid JSON.')
  }
}

/** Reads a body of at most the limit as UTF-8 text. */
export async function readText(request: Request): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > bodyLimitBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  const body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = request.body ?? []
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > bodyLimitBytes) throw tooLarge()
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new AppError('malformed', 'The body is not valid UTF-8 text.')
  }
}

function isJson(contentType: string | null): boolean {
  return /^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(contentType ?? '')
}

function tooLarge(): AppError {
  return new AppError('tooLarge', 'That is larger than 256 KB. Send less at once.')
}
