/** Waits for `work` at most `limitMs`; true when it ended in time. Its failure is thrown. */
export async function endsWithin(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs)
  })
  try {
    return await Promise.race([work.then(() => true as const), limit])
  } finally {
    clearTimeout(timer)
  }
}
