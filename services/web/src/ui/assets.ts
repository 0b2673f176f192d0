import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@waymark/core'
import { z } from 'zod'

const manifest = z.object({
  files: z.object({
    'app.css': z.string(),
    'app.rtl.css': z.string(),
    'enhance.js': z.string(),
    'favicon.svg': z.string(),
    'font.woff2': z.string(),
  }),
})

/** Where a page finds its styles, script, icon and font: addresses whose content never changes. */
export interface Assets {
  readonly styles: string
  readonly stylesRightToLeft: string
  readonly script: string
  readonly icon: string
  readonly font: string
}

/** Reads what the build left in `folder`. Throws a plain sentence when the build has not run. */
export function readAssets(folder: string, base = '/assets'): Assets {
  const { files } = manifest.parse(JSON.parse(readManifest(folder)))
  return {
    styles: `${base}/${files['app.css']}`,
    stylesRightToLeft: `${base}/${files['app.rtl.css']}`,
    script: `${base}/${files['enhance.js']}`,
    icon: `${base}/${files['favicon.svg']}`,
    font: `${base}/${files['font.woff2']}`,
  }
}

function readManifest(folder: string): string {
  try {
    return readFileSync(join(folder, 'manifest.json'), 'utf8')
  } catch (cause) {
    const advice = 'The styles have not been built. Run "node build/assets.mjs" in services/web.'
    throw new AppError('internal', advice, { cause })
  }
}
