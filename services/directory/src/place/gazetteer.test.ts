import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  demoPlaces,
  harrowbyVale,
  harrowbyValePostcodes,
  saltmere,
  saltmerePostcodes,
} from './demo-places.ts'
import { metresBetween, metresInMile } from './distance.ts'
import { createGazetteer } from './gazetteer.ts'

const gazetteer = createGazetteer({ demoPlaces })
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-places-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function labelOf(text: string): Promise<string | null> {
  return (await gazetteer.find(text))?.label ?? null
}

describe('codes', () => {
  test.each(['PE24 5GK', 'pe245gk', '  pe24 5gk '])('happy: a whole postcode: %s', async (text) => {
    expect(await gazetteer.find(text)).toEqual({
      label: 'PE24 5GK',
      latitude: 53.193,
      longitude: 0.314,
      precision: 'postcode',
    })
  })

  test('happy: a postcode that is not known is put in its sector, and says so', async () => {
    const place = { label: 'PE24 5', precision: 'outcode' }
    expect(await gazetteer.find('PE24 5ZZ')).toMatchObject(place)
    expect(await gazetteer.find('pe24 5')).toMatchObject(place)
  })

  test('happy: the first part alone', async () => {
    expect(await gazetteer.find('pe24')).toMatchObject({ label: 'PE24', precision: 'outcode' })
  })

  test('happy: a file adds the rest of the country', async () => {
    const gazetteerFile = join(folder, 'codes.csv')
    const rows = [
      '\uFEFFcode,lat,lng',
      'LS1 4AA,53.8,-1.55',
      'ls14ab,53.9,-1.65',
      'BD1,53.79,-1.75',
    ]
    await writeFile(gazetteerFile, [...rows, 'LS2,north,west', 'rubbish', '', '"ZZ', ''].join('\n'))
    const wide = createGazetteer({ demoPlaces, gazetteerFile })
    expect(await wide.find('LS1 4AB')).toMatchObject({ latitude: 53.9, precision: 'postcode' })
    const middle = await wide.find('LS1')
    expect(middle?.latitude).toBeCloseTo(53.85)
    expect(await wide.find('bd1 9zz')).toMatchObject({ label: 'BD1' })
    expect(await wide.find('LS2')).toBeNull()
    expect(await wide.find('PE24 5GK')).toMatchObject({ label: 'PE24 5GK' })
  })

  test('refused: a missing file is said by warm, and does not stop a search', async () => {
    const broken = createGazetteer({ demoPlaces, gazetteerFile: join(folder, 'none.csv') })
    await expect(broken.warm()).rejects.toMatchObject({ code: 'unavailable' })
    expect(await broken.find('PE24')).toMatchObject({ label: 'PE24' })
  })
})

describe('names', () => {
  test.each([
    ['Saltmere', 'Saltmere'],
    ['harrowby  VALE', 'Harrowby Vale'],
    ['skegness', 'Skegness, Lincolnshire'],
    ['Kings Lynn', "King's Lynn, Norfolk"],
    ['Saint Helens', 'St Helens, England'],
    ['Stoke on Trent', 'Stoke-on-Trent, England'],
    ['Newport, Isle of Wight', 'Newport, Isle of Wight'],
    ['newport, wales', 'Newport, Wales'],
    ['Hull', 'Kingston upon Hull, England'],
    ['Newcastle upon', 'Newcastle upon Tyne, England'],
  ])('happy: %s is %s', async (text, label) => {
    expect(await labelOf(text)).toBe(label)
  })

  test('happy: of several of one name, the nearest to the area served', async () => {
    const wight = createGazetteer({ near: { latitude: 50.7, longitude: -1.3 } })
    const shropshire = createGazetteer({ near: { latitude: 52.7, longitude: -2.5 } })
    expect((await wight.find('Newport'))?.label).toBe('Newport, Isle of Wight')
    expect((await shropshire.find('Newport'))?.label).toBe('Newport, Telford and Wrekin')
  })

  test.each(['', '  ', 'Nowhereton', 'new', 'ZZ99', 'ZZ99 9ZZ', '\0', 'שלום', ',,,', '__proto__'])(
    'refused: nobody knows %j',
    async (text) => {
      expect(await gazetteer.find(text)).toBeNull()
    },
  )

  test('secure: no text makes it fail', async () => {
    expect(await gazetteer.find('x'.repeat(200_000))).toBeNull()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 150 }), async (text) => {
        const place = await gazetteer.find(text)
        if (place !== null) expect(Number.isFinite(place.latitude + place.longitude)).toBe(true)
      }),
    )
  })
})

describe('the demo', () => {
  test('happy: its towns are nowhere else, and 8 to 15 miles apart', async () => {
    const plain = createGazetteer({})
    expect(await plain.find(saltmere.name)).toBeNull()
    expect(await plain.find(harrowbyVale.name)).toBeNull()
    const miles = metresBetween(saltmere, harrowbyVale) / metresInMile
    expect(miles).toBeGreaterThan(8)
    expect(miles).toBeLessThan(15)
  })

  test.each([
    { town: harrowbyVale, codes: harrowbyValePostcodes, outcode: 'PE23' },
    { town: saltmere, codes: saltmerePostcodes, outcode: 'PE24' },
  ])(
    'happy: the postcodes of $town.name are near it, and nobody lives there',
    ({ town, codes, outcode }) => {
      expect(codes).toHaveLength(30)
      for (const [code, latitude, longitude] of codes) {
        expect(code).toMatch(new RegExp(`^${outcode} \\d[A-Z][CIKMOV]$`))
        expect(metresBetween(town, { latitude, longitude })).toBeLessThan(3 * metresInMile)
      }
    },
  )
})
