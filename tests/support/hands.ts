import type { Page } from 'playwright-core'

/** How somebody works a page: what they press, choose and type is known by its words alone. */
export interface Hands {
  /** A button or a link that begins with these words. */
  press(words: string): Promise<void>
  /** A radio or a box. */
  choose(label: string): Promise<void>
  type(label: string, text: string): Promise<void>
}

/** With a mouse, or a finger. */
export function withMouse(page: Page): Hands {
  return {
    async press(words) {
      await page.locator(`main :is(button, a, summary):has-text("${words}")`).first().click()
    },
    choose: (label) => page.getByLabel(label).first().check(),
    type: (label, text) => page.getByLabel(label).first().fill(text),
  }
}

/** What has the focus: its own words, or its label's. */
const focused = `(() => {
  const here = document.activeElement
  const label = here?.labels?.[0]?.textContent ?? here?.textContent ?? ''
  return label.replace(/\\s+/g, ' ').trim()
})()`

const furthest = 120

/** Without ever touching a mouse: Tab, arrows, Space and Enter. */
export function byKeyboard(page: Page): Hands {
  const isOn = async (words: string) => String(await page.evaluate(focused)).startsWith(words)
  const tabTo = async (words: string) => {
    for (let presses = 0; presses < furthest; presses += 1) {
      if (await isOn(words)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`${furthest} presses of Tab do not reach “${words}”.`)
  }
  return {
    async press(words) {
      await tabTo(words)
      await page.keyboard.press('Enter')
      await page.waitForLoadState()
    },
    async choose(label) {
      const first = await page.getByLabel(label).first().evaluate(firstOfItsGroup)
      await tabTo(first)
      for (let presses = 0; presses < furthest && !(await isOn(label)); presses += 1) {
        await page.keyboard.press('ArrowDown')
      }
      await page.keyboard.press('Space')
    },
    async type(label, text) {
      await tabTo(label)
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type(text)
    },
  }
}

/** Runs inside the page: Tab stops at the chosen one of a group of radios, else at its first. */
function firstOfItsGroup(chosen: unknown): string {
  interface Field {
    readonly type: string
    readonly name: string
    readonly checked: boolean
    readonly form: { elements: Iterable<Field> } | null
    readonly labels: readonly { readonly textContent: string | null }[] | null
  }
  // Only what the label names is handed in, and that is a field.
  const field = chosen as Field
  const group = [...(field.form?.elements ?? [])].filter(
    ({ type, name }) => type === 'radio' && name === field.name,
  )
  const stop = group.find(({ checked }) => checked) ?? group[0] ?? field
  return (stop.labels?.[0]?.textContent ?? '').replace(/\s+/g, ' ').trim()
}
