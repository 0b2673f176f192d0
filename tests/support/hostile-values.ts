import fc from 'fast-check'

/** Stands in every hostile text: an answer that holds it has given back what somebody typed. */
export const marker = 'zq7xmarker'

/** Texts that have broken programs before. */
const texts: readonly string[] = [
  marker,
  `${marker}\u0000`,
  `${marker}\ud800`,
  `\udfff${marker}`,
  `\u202e${marker}\u2066`,
  `'; drop table listing; -- ${marker}`,
  `" or 1=1 or "${marker}"="`,
  `tenant = 'demo-two' OR id EXISTS /* ${marker} */`,
  `"><script>${marker}</script>`,
  `"><${marker} onload=alert(1)>`,
  `{{7*7}}\${7*7}<%= 7*7 %>${marker}`,
  `../../../../etc/passwd\u0000${marker}`,
  `%00%0d%0aset-cookie:%20${marker}=1`,
  `\r\nx-injected: ${marker}`,
  `${marker}${'a'.repeat(10_000)}`,
  `${'(a+)+'.repeat(2_000)}${marker}`,
  `${'\u0301'.repeat(3_000)}${marker}`,
  `${'👩‍👩‍👧‍👦'.repeat(500)}${marker}`,
  `1e309 ${marker}`,
  '',
  ' ',
  '\u0000',
  '\ufeff',
  '__proto__',
  'constructor',
  'NaN',
  '-0',
  '9'.repeat(400),
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => `${marker}${text}`),
)

/** Keys that reach into every object of the program when they are copied without care. */
const pollution: readonly object[] = [
  JSON.parse(`{"__proto__":{"polluted":"${marker}"}}`),
  JSON.parse(`{"constructor":{"prototype":{"polluted":"${marker}"}}}`),
  JSON.parse(`{"toString":"${marker}","valueOf":null,"then":"${marker}","length":-1}`),
]

const numbers = [0, -0, -1, 0.1, 1e308, -1e308, 5e-324, 2 ** 53, -(2 ** 63), 1e21]

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  fc.constantFrom<unknown>(null, true, false, {}, [], [[]], [null], ...pollution, ...numbers),
  fc.integer({ min: 2, max: 60 }).map((size) => Array.from({ length: size }, () => marker)),
  fc.integer({ min: 10, max: 2_000 }).map(nested),
)

/** An object inside an object, so deep. */
function nested(depth: number): unknown {
  let value: unknown = marker
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value }
  return value
}

const rawBodies: readonly (string | Uint8Array)[] = [
  '',
  '{',
  '{"a":}',
  `{"${marker}"`,
  `"${marker}`,
  'null',
  '0',
  `"${marker}"`,
  '[]',
  '{}{}',
  `{"a":1,"a":"${marker}"}`,
  `{"__proto__":{"polluted":"${marker}"}}`,
  '['.repeat(100_000),
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `"${marker}${'a'.repeat(300_000)}"`,
  `{"name":"${'\\u0000'.repeat(500)}${marker}"}`,
  `{"name":"\\ud800${marker}"}`,
  `\ufeff{"name":"${marker}"}`,
  Uint8Array.of(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00),
  Uint8Array.of(0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d),
  Uint8Array.of(0xc0, 0xaf, 0xed, 0xa0, 0x80),
  Uint8Array.of(0x1f, 0x8b, 0x08, 0x00),
  new Uint8Array(4096),
]

export const rawBody: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...rawBodies) },
  fc.uint8Array({ maxLength: 2_000 }),
)

/** A right body with one part of it spoiled, left out or doubled, or with something besides. */
export function spoiled(right: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const names = Object.keys(right)
  const name = names.length === 0 ? fc.constant('anything') : fc.constantFrom(...names)
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ name, value: hostileValue }).map(replace) },
    name.map((left) => Object.fromEntries(Object.entries(right).filter(([key]) => key !== left))),
    hostileValue.map((value) => ({ ...right, [marker]: value })),
    fc
      .constantFrom(...pollution)
      .map((keys) => Object.defineProperties({ ...right }, describe(keys))),
    hostileValue,
  )

  function replace(change: { name: string; value: unknown }): unknown {
    return { ...right, [change.name]: change.value }
  }
}

/** Own properties as they are, `__proto__` among them. */
function describe(keys: object): PropertyDescriptorMap {
  return Object.getOwnPropertyDescriptors(keys)
}

const headerValues: readonly string[] = [
  marker,
  `"${marker}"`,
  '"99999999999999999999"',
  '"-1"',
  '*',
  `W/"${marker}"`,
  'a'.repeat(4_000),
  `\u00e9\u00ff${marker}`,
  `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`,
  '../../etc/passwd',
  'null',
  '-1',
  'bytes=0-0,-1',
  `multipart/form-data; boundary=${marker}`,
  'application/json; charset=utf-7',
  'text/html',
  'https://evil.example',
  `waymark=${marker}; __Host-waymark=${'b'.repeat(100)}`,
  `waymark=${'c'.repeat(64)}`,
  `Bearer ${marker}`,
  'Bearer ',
  'Operator',
  `Basic ${marker}`,
]

const headerNames: readonly string[] = [
  'if-match',
  'if-none-match',
  'idempotency-key',
  'traceparent',
  'content-type',
  'content-length',
  'content-encoding',
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cookie',
  'origin',
  'referer',
  'sec-fetch-site',
  'range',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-operator-tenant',
  'x-waymark-address',
  'x-fragment',
  'x-http-method-override',
]

export const hostileHeaders: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.dictionary(fc.constantFrom(...headerNames), fc.constantFrom(...headerValues), { maxKeys: 4 }),
)

/** As an address carries it; half a surrogate pair has no bytes, so a replacement stands for it. */
function escaped(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString())
}

/** A piece of a path or a query string, escaped or not, that is not what is looked for. */
export const hostileSegment: fc.Arbitrary<string> = fc.oneof(
  hostileText.map(escaped),
  fc.constantFrom(
    '%00',
    '%ff%fe',
    '%E0%A4%A',
    '%',
    '%2e%2e%2f%2e%2e%2fpackage.json',
    '..%5c..%5cpackage.json',
    ';',
    '*',
    `${marker}?`,
    `${marker}%3Cscript%3E`,
    '00000000-0000-0000-0000-000000000000',
    'a'.repeat(6_000),
    '__proto__',
    'constructor',
  ),
)
