import type { Parts } from './engine.ts'
import { asText, saidMoreWidely, subsetsOf } from './wording.ts'

/** What words one tenant's listings have, whatever else is asked of them. */
export interface Counter {
  /** Whether a listing has this word just as it is. */
  isWord(word: string): Promise<boolean>
  isFound(text: string): Promise<boolean>
  /**
   * When no listing has every word: the same said more widely, else as many of the words as any
   * has. It depends on the words alone, so that adding a filter never finds more.
   */
  otherWords(words: readonly string[]): Promise<readonly string[] | null>
}

/** Counts with the access scope as the only filter. */
export function createCounter({ searching, indexName, synonyms }: Parts, scope: string): Counter {
  async function counts(texts: readonly string[]): Promise<readonly number[]> {
    if (texts.length === 0) return []
    const asked = { indexUid: indexName, matchingStrategy: 'all', hitsPerPage: 0 } as const
    const queries = texts.map((q) => ({ ...asked, q, filter: [scope] }))
    const { results } = await searching.multiSearch({ queries })
    return results.map(({ totalHits }) => totalHits ?? 0)
  }

  async function mostFound(ways: readonly (readonly string[])[]) {
    const found = await counts(ways.map((words) => asText(words)))
    const most = Math.max(0, ...found)
    return most === 0 ? null : (ways[found.indexOf(most)] ?? null)
  }

  async function isFound(text: string): Promise<boolean> {
    return (await counts([text])).some((count) => count > 0)
  }

  return {
    isFound,
    isWord: (word) => isFound(asText([word], true)),
    async otherWords(words) {
      const wider = await mostFound(saidMoreWidely(words, synonyms))
      if (wider !== null) return wider
      const each = await counts(words.map((word) => asText([word])))
      const known = words.filter((_, at) => (each[at] ?? 0) > 0)
      for (let size = known.length; size > 0; size -= 1) {
        const best = await mostFound(subsetsOf(known, size))
        if (best !== null) return best
      }
      return null
    },
  }
}
