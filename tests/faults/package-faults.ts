import type { Fault } from './fault.ts'

/** What every service stands on, broken. */
export const packageFaults: readonly Fault[] = [
  {
    name: 'the inbox is not asked whether an event was applied',
    file: 'packages/db/src/delivery.ts',
    find: 'if (isFirst) await handler.apply(tx, read, facts)',
    put: 'await handler.apply(tx, read, facts)',
    caughtBy: {
      file: 'packages/db/src/consumer.test.ts',
      test: 'happy: two consumers of the same name at once apply nothing twice',
    },
  },
  {
    name: 'a connection that met BUSY is used again',
    file: 'packages/db/src/write-queue.ts',
    find: '>= giveUpAt) throw plainly(error)\n      client.reconnect()',
    put: '>= giveUpAt) throw plainly(error)',
    caughtBy: {
      file: 'packages/db/src/write.test.ts',
      test: 'happy: BUSY at the start is retried on a fresh connection; nothing runs twice',
    },
  },
  {
    name: 'a nested write that failed is forgotten',
    file: 'packages/db/src/writer.ts',
    find: '    if (open.doom !== undefined) throw open.doom.error\n',
    put: '',
    caughtBy: {
      file: 'packages/db/src/write.test.ts',
      test: 'refused: a nested throw ends the outer write, even when it is caught',
    },
  },
  {
    name: 'an error from COMMIT counts as saved',
    file: 'packages/db/src/write-queue.ts',
    find: 'await transaction.commit()\n  } catch',
    put: 'await transaction.commit().catch(() => undefined)\n  } catch',
    caughtBy: {
      file: 'packages/db/src/write.test.ts',
      test: 'refused: an error from COMMIT is unknown, never success and never repeated',
    },
  },
  {
    name: 'an act leaves no audit row',
    file: 'packages/db/src/events.ts',
    find: '  await audit(tx, actor, { action: event.type, subject, ...(detail && { detail }) })\n',
    put: '',
    caughtBy: {
      file: 'packages/db/src/events.test.ts',
      test: 'happy: a change, its audit row and its event are written together',
    },
  },
  {
    name: 'the audit chain leaves out who acted',
    file: 'packages/db/src/audit-chain.ts',
    find: 'const list = [previous, keyId, tenant, actor, action, subject, occurredAt, digest]',
    put: 'const list = [previous, keyId, tenant, action, subject, occurredAt, digest]',
    caughtBy: {
      file: 'packages/db/src/audit.test.ts',
      test: 'secure: the chain shows a changed fact',
    },
  },
  {
    name: 'an event carries more than its contract',
    file: 'packages/db/src/events.ts',
    find: 'payload: { ...read.data },',
    put: 'payload: { ...payload },',
    caughtBy: {
      file: 'packages/db/src/events.test.ts',
      test: 'secure: an event says no more than its contract, and never less',
    },
  },
  {
    name: 'a key is good for any body',
    file: 'packages/db/src/idempotency.ts',
    find: 'kept.bodyHash !== key.bodyHash',
    put: "kept.bodyHash === ''",
    caughtBy: {
      file: 'packages/db/src/idempotency.test.ts',
      test: 'refused: the same key with another body; a failed act keeps no key',
    },
  },
  {
    name: 'withdrawal waits behind an event put aside',
    file: 'packages/db/src/delivery.ts',
    find: "if (!neverWaits && (await hasParked(tx, key, event))) return 'behind'",
    put: "if (await hasParked(tx, key, event)) return 'behind'",
    caughtBy: {
      file: 'packages/db/src/consumer.test.ts',
      test: 'secure: withdrawal and erasure wait for no owner and behind no parked event',
    },
  },
  {
    name: 'a token needs no end',
    file: 'packages/auth/src/tokens.ts',
    find: `'exp', 'jti', 'tenant'],\n        maxTokenAge: tokenLifetimeSeconds,`,
    put: "'jti', 'tenant'],",
    caughtBy: { file: 'packages/auth/src/tokens.test.ts', test: 'secure: refuses no expiry' },
  },
  {
    name: 'a token for another service is taken',
    file: 'packages/auth/src/tokens.ts',
    find: '        audience: options.service,\n',
    put: '',
    caughtBy: {
      file: 'packages/auth/src/tokens.test.ts',
      test: 'secure: refuses another audience',
    },
  },
  {
    name: 'one who stands to gain settles a match',
    file: 'packages/auth/src/decide.ts',
    find: "const settlers = { roles: ['careCoordinator', 'teamLead'], impartial: true } as const",
    put: "const settlers = { roles: ['careCoordinator', 'teamLead'] } as const",
    caughtBy: {
      file: 'packages/auth/src/decide-people.test.ts',
      test: 'match.settle secure: exactly the right roles, interested',
    },
  },
  {
    name: 'any link worker reads any person',
    file: 'packages/auth/src/decide.ts',
    find: "'person.read': { rolesWorkingWith: workers, rolesOfOwner: ['person'] }",
    put: "'person.read': { roles: workers, rolesOfOwner: ['person'] }",
    caughtBy: {
      file: 'packages/auth/src/decide-people.test.ts',
      test: 'person.read secure: exactly the right roles, none',
    },
  },
  {
    name: 'the roles of a route are not asked',
    file: 'packages/http/src/mount.ts',
    find: '    if (!allows(route.allow, actor)) throw turnedAway(actor)\n',
    put: '',
    caughtBy: {
      file: 'packages/http/src/service-app.test.ts',
      test: 'secure: nobody is turned away with 401, the wrong role with 403',
    },
  },
  {
    name: 'the log takes any text',
    file: 'packages/runtime/src/logger.ts',
    find: 'const textPattern = /^[A-Za-z0-9._:/{}*-]{1,120}$/',
    put: 'const textPattern = /^[^]*$/',
    caughtBy: {
      file: 'packages/runtime/src/logger.test.ts',
      test: 'secure: nothing of a person passes in fields',
    },
  },
  {
    name: 'a migration that a rival has just applied is applied again',
    file: 'packages/db/src/migrate.ts',
    find: '      if (rowsAffected === 0) return\n',
    put: '      if (rowsAffected < 0) return\n',
    caughtBy: {
      file: 'packages/db/src/migrate.test.ts',
      test: 'secure: a rival that came between reading and applying: applied once',
    },
  },
  {
    name: 'a library writes with a plain execute, past the queue',
    file: 'packages/db/src/guarded-client.ts',
    find: 'return writer.writeStatements((transaction) => transaction.execute(given))',
    put: 'return reading.execute(given)',
    caughtBy: {
      file: 'packages/db/src/guarded-client.test.ts',
      test: 'secure: while a write is open, a single statement waits its turn and is kept',
    },
  },
]
