import { keysOf } from '@waymark/core'
import { raw } from 'hono/html'
import type { Content } from './element.ts'

/** Outlines drawn by nhsuk-frontend for its own components, on a 24 by 24 grid. */
const systemOutlines = {
  'arrow-left':
    'M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 0 ' +
    '1-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 1.4 0Z',
  'arrow-right':
    'm14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 0 1 ' +
    '0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z',
  'chevron-right-circle':
    'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm-.3 5.8a1 1 0 1 0-1.5 1.4l2.9 2.8-2.9 2.8a1 1 ' +
    '0 0 0 1.5 1.4l3.5-3.5c.4-.4.4-1 0-1.4Z',
  search:
    'm20.7 18.9-4.1-4.1a7 7 0 1 0-1.4 1.4l4 4.1a1 1 0 0 0 1.5 0c.4-.4.4-1 0-1.4ZM6 10.6a5 5 ' +
    '0 1 1 10 0 5 5 0 0 1-10 0Z',
  user:
    'M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22Zm0 2a9 9 0 0 0-5 16.5V18a4 4 0 0 1 4-4h2a4 4 0 ' +
    '0 1 4 4v1.5A9 9 0 0 0 12 3Zm0 3a3.5 3.5 0 1 1-3.5 3.5A3.4 3.4 0 0 1 12 6Z',
} as const

export type SystemIconName = keyof typeof systemOutlines

/** Drawn once and not for each of a hundred places on a page. */
function drawnOnce<Name extends string>(names: readonly Name[], draw: (name: Name) => Content) {
  const drawn = new Map(names.map((name) => [name, raw(String(draw(name)))]))
  return ({ name }: { readonly name: Name }) => drawn.get(name) ?? null
}

/** An icon inside one of the design system's components; decoration, hidden from screen readers. */
export const SystemIcon = drawnOnce(keysOf(systemOutlines), (name) => (
  <svg
    class={`nhsuk-icon nhsuk-icon--${name}`}
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 24 24"
    width="16"
    height="16"
    focusable="false"
    aria-hidden="true"
  >
    <path d={systemOutlines[name]} />
  </svg>
))

/** Waymark's own signs: lines on a 24 by 24 grid, in the colour of the words beside them. */
const signs = {
  when: 'M5 6h14v14H5zM5 10h14M9 3.5v4M15 3.5v4',
  where:
    'M12 21s6.5-6.2 6.5-11A6.5 6.5 0 0 0 5.5 10c0 4.8 6.5 11 6.5 11zM12 12.2a2.2 2.2 0 1 0 ' +
    '0-4.4 2.2 2.2 0 0 0 0 4.4z',
  cost: 'M17 19.5H7.5c2-1.2 2.5-3 2.5-5V9a4 4 0 0 1 7.4-2M7.5 13h6.5',
  join: 'M13 4.5h5.5v15H13M4.5 12H14M10.5 8.2l3.8 3.8-3.8 3.8',
  phone:
    'M6 4h3.5l1.5 4.5-2 1.5a11 11 0 0 0 5 5l1.5-2 4.5 1.5V18a2 2 0 0 1-2 2C10.8 20 4 13.2 4 ' +
    '6a2 2 0 0 1 2-2z',
  email: 'M4 6.5h16v11H4zM4.5 7l7.5 6 7.5-6',
  web:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 ' +
    '5-5 12 0 17',
  fresh: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8 12.2l2.8 2.8L16 9.5',
  stale: 'M12 4 21 19.5H3zM12 10v4.5M12 16.8v.4',
  never:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.5 9.8a2.5 2.5 0 1 1 3.6 ' +
    '2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.3',
  remove: 'M7 7l10 10M17 7 7 17',
  print: 'M7 9V4h10v5M7 17H4.5V9.5h15V17H17M7 14h10v6H7z',
} as const

export type SignName = keyof typeof signs

/** The page carries each sign once; `Sign` points at it: twenty cards cost no more than one. */
export function SignSheet() {
  return (
    <svg class="wm-sign-sheet" aria-hidden="true" focusable="false" width="0" height="0">
      {Object.entries(signs).map(([name, outline]) => (
        <symbol id={`sign-${name}`} viewBox="0 0 24 24">
          <path d={outline} />
        </symbol>
      ))}
    </svg>
  )
}

/** A sign beside words that say the same. */
export const Sign = drawnOnce(keysOf(signs), (name) => (
  <svg
    class={`wm-sign wm-sign--${name}`}
    width="20"
    height="20"
    aria-hidden="true"
    focusable="false"
  >
    <use href={`#sign-${name}`} />
  </svg>
))
