import { type Snapshot, writeSnapshot } from './snapshot.ts'

export interface Saver {
  /** Something changed: the file is written again once changes have gathered. */
  changed(): void
  /** Whether the last try to write the file failed. */
  failed(): boolean
  /** Write what is not yet written, and stop. */
  close(): Promise<void>
}

interface SaverOptions {
  readonly file: string | undefined
  readonly saveDelayMs: number
  read(): {
    documents: ReadonlyMap<string, Snapshot['documents'][number]>
    position: Snapshot['position']
  } | null
}

/** Keeps the index file near the index. A write that fails is tried again with the next change. */
export function createSaver({ file, saveDelayMs, read }: SaverOptions): Saver {
  let timer: NodeJS.Timeout | null = null
  let unsaved = false
  let writing: Promise<void> = Promise.resolve()
  let broken = false

  async function save(): Promise<void> {
    const held = read()
    if (file === undefined || held === null || !unsaved) return
    unsaved = false
    try {
      const documents = [...held.documents.values()]
      await writeSnapshot(file, { position: held.position, documents })
      broken = false
    } catch {
      unsaved = true
      broken = true
    }
  }

  function saveInTurn(): Promise<void> {
    timer = null
    writing = writing.then(save)
    return writing
  }

  return {
    changed() {
      unsaved = true
      timer ??= setTimeout(saveInTurn, saveDelayMs).unref()
    },
    failed: () => broken,
    async close() {
      if (timer !== null) clearTimeout(timer)
      await saveInTurn()
    },
  }
}
