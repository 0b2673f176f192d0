import { expect, test } from 'vitest'
import { z } from 'zod'
import { renderEnvExample } from './env-example.ts'
import { setting } from './settings.ts'
import { listenSettings, processSettings, queueSettings } from './shared-settings.ts'

const shared = z.object({ ...processSettings, ...listenSettings })

test('happy: each variable stands described, with its default or an example', () => {
  const text = renderEnvExample([
    { title: 'Every process', schema: shared },
    { title: 'Queue', schema: z.object({ ...processSettings, ...queueSettings }) },
  ])
  expect(text).toContain('\n\n# The public port.\n#PORT=3000\n\n')
  expect(text).toContain('#PUBLIC_URL=https://waymark.example.org\n')
  expect(text).toContain('\n\n## Queue\n\n# The Redis of the job queue.')
  expect(text.match(/^#WAYMARK_MODE=/gm)).toHaveLength(1)
})

test('happy: every line is a heading, a description, a variable or empty: nothing is set', () => {
  const text = renderEnvExample([{ title: 'Every process', schema: shared }])
  expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
  for (const name of Object.keys(shared.shape)) expect(text).toContain(`\n#${name}=`)
})

test('refused: a variable whose default is not text, number or yes/no cannot be shown', () => {
  const odd = setting(z.array(z.string()).default(['a']), { description: 'Odd.', put: 'a list' })
  expect(() => renderEnvExample([{ title: 'Odd', schema: z.object({ ODD: odd }) }])).toThrow()
})
