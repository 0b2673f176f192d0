export type RedisTrouble = 'kill' | 'wipe'

/** What befalls Redis beside a kill of ours: beside each fifth it is killed, and as often wiped. */
export function troubleOf(life: number): RedisTrouble | null {
  if (life % 5 === 1) return 'kill'
  return life % 5 === 3 ? 'wipe' : null
}

/** The same, counted. */
export function troublesIn(lives: number): string {
  const all = Array.from({ length: lives }, (_, life) => troubleOf(life))
  const count = (trouble: RedisTrouble) => all.filter((each) => each === trouble).length
  return `${count('kill')} of Redis, ${count('wipe')} wipes of it`
}
