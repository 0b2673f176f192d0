const insideOnly = ['internal', 'metrics']

/** Whether a path leads to `/internal` or `/metrics`, however a router might come to read it. */
export function leadsInside(pathname: string): boolean {
  const steps: string[] = []
  for (const step of withoutEscapes(pathname).split(/[/\\]+/)) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return insideOnly.includes(steps[0]?.toLowerCase() ?? '')
}

/** Byte by byte: the words looked for are plain, and a broken escape must not throw. */
function withoutEscapes(pathname: string): string {
  return pathname.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
