import { connect } from 'node:net'
import fc from 'fast-check'
import { type HostileCall, hostileCalls, type Target } from './hostile-calls.ts'
import { marker } from './hostile-values.ts'

/** So long a call that may be half-sent is waited for. */
const patienceMs = 500

/**
 * Sends bytes and gives all that comes back until the other side hangs up, if anything. Ours hangs
 * up once it is answered: before, Node would drop an answer that is still being made.
 */
export function knock(port: number, bytes: Buffer, limitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const limit = AbortSignal.timeout(limitMs)
    const socket = connect({ port, host: '127.0.0.1', signal: limit })
    const parts: Buffer[] = []
    AbortSignal.timeout(patienceMs).addEventListener('abort', () => socket.end())
    socket.on('data', (part) => {
      parts.push(part)
      socket.end()
    })
    // A reset is a way of hanging up too.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      const sent = bytes.toString('latin1').slice(0, 200)
      if (limit.aborted) reject(new Error(`No end within ${limitMs} ms of: ${sent}`))
      else resolve(Buffer.concat(parts).toString('latin1'))
    })
    socket.write(bytes)
  })
}

const host = 'Host: localhost'

/** What breaks parsers and proxies: wrong, doubled, endless, half-sent or of another protocol. */
const crafted: readonly string[] = [
  `TRACE /find HTTP/1.1\r\n${host}\r\nX: ${marker}\r\n\r\n`,
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  `OPTIONS * HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET * HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET http://evil.example/find HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET //evil.example/%2e%2e HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET \\\\evil\\find HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET find HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET /fi\u0000nd HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET /find?q=\u00ff\u00fe${marker} HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET /listings/\u00e9\u0080 HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET /assets/%00 HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET /assets/..%2f..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n\r\n`,
  `GET /find HTTP/1.1\r\n${host}\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
  `GET /find HTTP/1.1\r\n${host}\r\n${'X-Many: 1\r\n'.repeat(3_000)}\r\n`,
  'GET /find HTTP/1.1\r\n\r\n',
  'GET /find HTTP/1.1\r\nHost:\r\n\r\n',
  'GET /find HTTP/1.1\r\nHost: a b\r\n\r\n',
  'GET /find HTTP/1.1\r\nHost: [::1\r\n\r\n',
  'GET /find HTTP/1.1\r\nHost: a/b?c#d@e\r\n\r\n',
  'GET /find HTTP/1.1\r\nHost: \u00e9\u00ff\r\n\r\n',
  'GET /find HTTP/1.1\r\nHost: localhost:99999\r\n\r\n',
  `GET /find HTTP/1.1\r\n${host}\r\nHost: evil.example\r\n\r\n`,
  'GET /find HTTP/1.0\r\n\r\n',
  'GET /find HTTP/9.9\r\n\r\n',
  'GET /find\r\n\r\n',
  `GET /find HTTP/1.1\r\n${host}\r\nno colon here\r\n\r\n`,
  `GET /find HTTP/1.1\r\n${host}\r\n folded: ${marker}\r\n\r\n`,
  `GET /find HTTP/1.1\r\n${host}\r\nX: a\u0000${marker}\r\n\r\n`,
  `GET /find HTTP/1.1\r\n${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
  `GET /find HTTP/1.1\r\n${host}\r\nCookie: waymark=\u00ff%00${marker}\r\n\r\n`,
  `GET /find HTTP/1.1\r\n${host}\r\nRange: bytes=0-0\r\nIf-Range: "a"\r\n\r\n`,
  `GET /find HTTP/1.1\r\n${host}\r\nContent-Length: 5\r\n\r\nhello`,
  `GET /api/directory/v1/listings/${marker} HTTP/1.1\r\n${host}\r\nContent-Length: 2\r\n\r\n{}`,
  `POST /sign-in HTTP/1.1\r\n${host}\r\nContent-Length: -1\r\n\r\n`,
  `POST /sign-in HTTP/1.1\r\n${host}\r\nContent-Length: 10\r\n\r\nhalf`,
  `POST /sign-in HTTP/1.1\r\n${host}\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\nhalf`,
  `POST /sign-in HTTP/1.1\r\n${host}\r\nContent-Length: 4\r\n` +
    'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  `POST /sign-in HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n${marker}\r\n`,
  `POST /sign-in HTTP/1.1\r\n${host}\r\nTransfer-Encoding: gzip, chunked\r\n\r\n` +
    '1\r\n\u001f\r\n0\r\n\r\n',
  `POST /sign-in HTTP/1.1\r\n${host}\r\nExpect: ${marker}\r\nContent-Length: 0\r\n\r\n`,
  `POST /sign-in HTTP/1.1\r\n${host}\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\n\r\n`,
  `POST /sign-out HTTP/1.1\r\n${host}\r\nOrigin: null\r\nContent-Length: 0\r\n\r\n`,
  `POST /api/directory/v1/listings HTTP/1.1\r\n${host}\r\nContent-Length: 999999999\r\n\r\n{`,
  `GET /find HTTP/1.1\r\n${host}\r\n\r\nGET /internal/events?after=0 HTTP/1.1\r\n${host}\r\n\r\n`,
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  '\u0000'.repeat(1_000),
  '\r\n\r\n\r\n',
  '',
]

/** The crafted ones, and drawn ones as they would go over the wire: a hundred in all. */
export function wireCalls(targets: readonly Target[], seed: number): Buffer[] {
  const drawn = fc.sample(fc.oneof(...targets.map(hostileCalls)), {
    seed,
    numRuns: 100 - crafted.length,
  })
  return [...crafted.map((text) => Buffer.from(text, 'latin1')), ...drawn.map(written)]
}

function written({ method, path, headers, body }: HostileCall): Buffer {
  const bytes = Buffer.from(body ?? '')
  const fields = { host: 'localhost', 'content-length': String(bytes.length), ...headers }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  const head = [`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes])
}
