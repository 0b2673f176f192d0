import type { PageFrame } from './page.tsx'

/** The frame of a page in a test: nobody signed in, assets by short names. */
export function aFrame(given: Partial<PageFrame> = {}): PageFrame {
  return {
    assets: {
      styles: '/a.css',
      stylesRightToLeft: '/r.css',
      script: '/e.js',
      icon: '/i.svg',
      font: '/f',
    },
    mode: 'demo',
    account: null,
    ...given,
  }
}
