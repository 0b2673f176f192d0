import type { Need } from '@waymark/contracts'
import type { Cells } from './columns.ts'

/** A kind of file we know: what its lines have in common, so that nothing is added by hand. */
export interface Profile {
  /** The source written on each record. */
  readonly source: string
  readonly needs: readonly Need[]
  listingName(name: string): string
  summary(cells: Cells, town: string): string | null
}

/** Give Food's open list of food banks: every line is one; many are named only by their place. */
const giveFood: Profile = {
  source: 'givefood',
  needs: ['food'],
  listingName: (name) => (/food|pantry|kitchen|larder/i.test(name) ? name : `${name} food bank`),
  summary: (_, town) => (town === '' ? null : `A food bank in ${town}. Ask when it opens.`),
}

const anyFile: Profile = {
  source: 'file',
  needs: [],
  listingName: (name) => name,
  summary: (cells) => cells.description?.text.split(/(?<=[.!?])\s/)[0] ?? null,
}

/** Recognised by its columns: Give Food's file alone names the network a food bank belongs to. */
export function profileOf(cells: Cells): Profile {
  return cells.network !== undefined && cells.needs === undefined ? giveFood : anyFile
}
