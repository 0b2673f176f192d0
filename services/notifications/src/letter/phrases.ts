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

/** "5pm on Tuesday 1 December 2026": the hour as our pages write it. */
export function momentInWords(instant: Date): string {
  return `${timeInWords(instant)} on ${dayInWords(instant)}`
}

const wholeHours: Readonly<Record<string, string>> = { '12am': 'midnight', '12pm': 'midday' }

function timeInWords(instant: Date): string {
  const time = instant
    .toLocaleTimeString('en-GB', {
      ...zone,
      hour: 'numeric',
      minute: '2-digit',
      hourCycle: 'h12',
    })
    .replace(/\s/u, '')
    .replace(':00', '')
  return wholeHours[time] ?? time
}

/** Who a letter is from, and what is particular to it. */
export function checkItIsReal(site: URL, own: readonly string[]): string[] {
  return [`Sent by Waymark, the directory of local groups and services at ${site.host}.`, ...own]
}
