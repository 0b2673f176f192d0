import { databaseSettings, setting } from '@waymark/runtime'
import { z } from 'zod'

/** What the directory reads beside what every process reads. */
export const directorySettings = {
  ...databaseSettings('directory'),
  GAZETTEER_FILE: setting(z.string().optional(), {
    description:
      'A CSV file (code,lat,lng) of postcodes, sectors or outcodes. ' +
      'Left out: towns by name, and the demo area.',
    put: 'the path of a CSV file with the columns code, lat and lng',
    example: '/var/lib/waymark/postcodes.csv',
  }),
  MEILI_URL: setting(
    z
      .url({ protocol: /^https?$/ })
      .refine(holdsNoKey)
      .optional(),
    {
      description:
        'The Meilisearch that answers searches; the embedded engine stands in while it is away. ' +
        'Left out: the embedded engine.',
      put: 'an address that begins with http:// or https:// and holds no key',
      example: 'http://localhost:7700',
    },
  ),
  MEILI_KEY: setting(z.string().optional(), {
    description: 'A key of that Meilisearch that may do everything with its indexes and tasks.',
    put: 'the key, or leave it out for a Meilisearch without one',
  }),
}

/** Addresses are logged by some libraries; a key in one would be too. */
function holdsNoKey(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.username === '' && url.password === '' && url.search === ''
}

export type DirectorySettings = z.output<z.ZodObject<typeof directorySettings>>
