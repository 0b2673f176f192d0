import { type Attributes, type Content, classNames, isThere } from './element.ts'

export interface HeadingProps {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  readonly id?: string | undefined
  readonly class?: string | undefined
  readonly attributes?: Attributes | undefined
  readonly children?: Content
}

/** A heading whose level its place on the page decides. Nothing at all without words. */
export function Heading({ level, children, attributes, ...rest }: HeadingProps) {
  if (!isThere(children)) return null
  const Element = `h${level}` as const
  return (
    <Element {...rest} {...attributes}>
      {children}
    </Element>
  )
}

export interface HeadingGiven {
  readonly content: Content
  readonly level?: HeadingProps['level'] | undefined
  readonly id?: string | undefined
  readonly size?: 's' | 'm' | 'l' | 'xl' | undefined
  readonly classes?: string | undefined
}

/** "nhsuk-card__heading nhsuk-heading-m extra": how the design system names a sized heading. */
export function headingClasses(base: string, prefix: string, given: HeadingGiven): string {
  return classNames(base, given.size && `${prefix}${given.size}`, given.classes)
}
