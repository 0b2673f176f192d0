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
}

export type DirectorySettings = z.output<z.ZodObject<typeof directorySettings>>
