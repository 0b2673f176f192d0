import type { Content } from '../ui/element.ts'

export interface SectionProps {
  readonly title: string
  readonly children?: Content
}

/** One part of a listing's page, under its own heading. */
export function Section({ title, children }: SectionProps) {
  return (
    <section class="wm-section">
      <h2 class="wm-section__title">{title}</h2>
      {children}
    </section>
  )
}
