import type { ImportRow } from '@waymark/contracts'
import type { PlatformOptions } from '@waymark/http'

/** One line of the storm's file. A later revision says something else of the same group. */
export function stormRow(line: number, revision: number): ImportRow {
  return {
    line,
    cells: {
      name: `Storm group ${line}`,
      organisation: `Storm organisation ${line}`,
      description: `Revision ${revision}`,
      needs: 'company',
      cost: isFreeIn(revision) ? 'free' : '2.50',
      address: `${line} Market Street, Harrowby Vale`,
      postcode: 'PE23 4AC',
      latitude: '53.18',
      longitude: '0.06',
    },
  }
}

/** A fact that the index holds too: every other revision is free. */
export function isFreeIn(revision: number): boolean {
  return revision % 2 === 0
}

export function stormSettings(dataDir: string): PlatformOptions['settings'] {
  return { WAYMARK_MODE: 'demo', TENANT: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }
}
