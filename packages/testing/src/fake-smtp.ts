import type { Server as NetServer, Socket } from 'node:net'
import { createServer } from 'node:net'
import { SMTPServer } from 'smtp-server'

/**
 * How the fake server behaves. `cut`: it keeps the message and hangs up without an answer.
 * `silent`: it takes connections and says nothing. `reject`: no such mailbox. `later`: try again.
 */
export type SmtpBehaviour = 'accept' | 'slow' | 'silent' | 'reject' | 'later' | 'cut'

export interface ReceivedMail {
  readonly to: readonly string[]
  readonly messageId: string
  readonly subject: string
  /** The whole message as it came, decoded where it was quoted-printable. */
  readonly source: string
}

export interface FakeSmtp {
  readonly url: string
  readonly port: number
  /** What it took, in order: a message that came twice is here twice. */
  readonly received: readonly ReceivedMail[]
  behaviour: SmtpBehaviour
  /** Stops listening and hangs up on whoever is connected. */
  stop(): Promise<void>
}

interface FakeSmtpOptions {
  readonly behaviour?: SmtpBehaviour
  /** 0 takes any free port; a number brings a server back where it was. */
  readonly port?: number
}

const slowMs = 400

/** A mail server of this machine with a mailbox to look into. Its behaviour may be changed. */
export async function startFakeSmtp(options: FakeSmtpOptions = {}): Promise<FakeSmtp> {
  const received: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  const state = { behaviour: options.behaviour ?? ('accept' as SmtpBehaviour) }
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, _session, done) {
      if (state.behaviour === 'reject') return done(answer(550))
      return done(state.behaviour === 'later' ? answer(451) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push(readMail(to, Buffer.concat(chunks).toString('utf8')))
        if (state.behaviour === 'cut') return hangUp(sockets, session.remotePort)
        if (state.behaviour === 'slow') return void setTimeout(done, slowMs)
        return done()
      })
    },
  })
  smtp.on('error', () => {})
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    if (state.behaviour !== 'silent') smtp.server.emit('connection', socket)
  })
  const port = await listenOn(server, options.port ?? 0)
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    get behaviour() {
      return state.behaviour
    },
    set behaviour(next) {
      state.behaviour = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        hangUp(sockets)
      }),
  }
}

function answer(responseCode: number): Error {
  return Object.assign(new Error('Not taken'), { responseCode })
}

/** On everybody, or on whoever calls from one port. */
function hangUp(sockets: ReadonlySet<Socket>, port?: number): void {
  for (const socket of sockets) {
    if (port === undefined || socket.remotePort === port) socket.destroy()
  }
}

async function listenOn(server: NetServer, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

function readMail(to: readonly string[], source: string): ReceivedMail {
  const header = (name: string) =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(source)?.[1]?.trim() ?? ''
  const decoded = source
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  return { to, messageId: header('Message-ID'), subject: header('Subject'), source: decoded }
}
