/** Some turns of the event loop: what is under way goes on meanwhile, by so much. */
export async function letTurnsPass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate)
}
