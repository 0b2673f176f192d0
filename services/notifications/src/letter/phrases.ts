const zone = { timeZone: 'Europe/London' } as const

/** "Tuesday 1 December 2026" */
export function dayInWords(instant: Date): string {
  return instant
    .toLocaleDateString('en-GB', {
      ...zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    })
    .replace(',', '')
}

/** "14:30 on Tuesday 1 December 2026" */
export function momentInWords(instant: Date): string {
  const time = instant.toLocaleTimeString('en-GB', { ...zone, hour: '2-digit', minute: '2-digit' })
  return `${time} on ${dayInWords(instant)}`
}

/** Who a letter is from, and what is particular to it. */
export function checkItIsReal(site: URL, own: readonly string[]): string[] {
  return [`Sent by Waymark, the directory of local groups and services at ${site.host}.`, ...own]
}
