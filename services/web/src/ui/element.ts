import type { Child } from 'hono/jsx'

/** What goes inside an element: words or elements. Words are escaped by the renderer. */
export type Content = Child

/** Attributes handed through to the element as they are. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** What every component of the design system takes. */
export interface Common {
  readonly id?: string | undefined
  /** Further class names, after the component's own. */
  readonly classes?: string | undefined
  readonly attributes?: Attributes | undefined
}

/** Joins the class names that are there. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

/** Joins ids for `aria-describedby`; none is undefined, so that no attribute is written. */
export function describedBy(...ids: readonly (string | false | null | undefined)[]) {
  return classNames(...ids) || undefined
}

export function isThere(content: Content | undefined): boolean {
  return content !== undefined && content !== null && content !== false && content !== ''
}
