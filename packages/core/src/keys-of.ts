/** The keys of a literal record, in order and with their type: what `z.enum` takes. */
export function keysOf<Key extends string>(
  record: Readonly<Record<Key, unknown>>,
): [Key, ...Key[]] {
  // A literal has the keys of its type and no other, and a record of nothing is never written.
  return Object.keys(record) as [Key, ...Key[]]
}
