import { raw } from 'hono/html'
import { Button } from './button.tsx'
import { Card } from './card.tsx'
import { Checkboxes, type ChoicesProps, Radios } from './choices.tsx'
import { Details, SummaryList, Tag, TaskList } from './content.tsx'
import type { Content } from './element.ts'
import { ErrorMessage, Fieldset, Hint, Label, Legend } from './field.tsx'
import type { HeadingGiven } from './heading.tsx'
import { PasswordInput, SearchInput, TextInput } from './input.tsx'
import { ErrorSummary, InsetText, NotificationBanner, Panel, WarningCallout } from './messages.tsx'
import { BackLink, Breadcrumb, Pagination, SkipLink } from './navigation.tsx'
import { Select } from './select.tsx'
import { Table } from './table.tsx'
import { Textarea } from './textarea.tsx'

/** A fixture's options: nhsuk-frontend's own JSON, of another shape for each component. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is theirs; a wrong reading fails the test.
export type Given = Readonly<Record<string, any>>

/** Their `text`, `html` or plain string, as the content ours take. */
function words(given: Given | string | undefined): Content {
  if (given === undefined || typeof given === 'string') return given
  return given.html === undefined ? given.text : raw(given.html)
}

/** The content of the whole component: what its Nunjucks block was called with, or its text. */
const inside = (given: Given) => (given.block === undefined ? words(given) : raw(given.block))

const list = (given: readonly (Given | false)[] | undefined) =>
  (given ?? []).filter((item): item is Given => Boolean(item))

const paragraph = (given: Given, name?: string) =>
  given.block === undefined && given.text ? <p class={name}>{given.text}</p> : inside(given)

function heading(given: Given | string): HeadingGiven {
  if (typeof given === 'string') return { content: given }
  const { level, id, size, classes } = given
  return { content: words(given), level, id, size, classes }
}

/** Labels and legends say "the page's heading" in two ways; ours has one. */
function label(given: Given | string | undefined) {
  if (given === undefined || typeof given === 'string') return { children: given }
  const isPageHeading = Boolean(given.heading ?? given.isPageHeading)
  const named = typeof given.heading === 'string' ? given.heading : words(given.heading ?? {})
  const { id, size = given.heading?.size, classes } = given
  return { children: named ?? inside(given), id, size, classes, isPageHeading }
}

const question = (given: Given) => ({
  label: label(given.label),
  hint: words(given.hint),
  error: words(given.errorMessage),
})

const input = (given: Given) => ({
  ...given,
  ...question(given),
  name: given.name,
  attributes: { placeholder: given.placeholder },
  prefix: words(given.prefix),
  suffix: words(given.suffix),
  after: words(given.formGroup?.afterInput),
})

function choices(given: Given): ChoicesProps {
  const { name, idPrefix, small, inline, values = [], value } = given
  const chosen = [...values, value]
  return {
    name,
    idPrefix,
    small,
    inline,
    hint: words(given.hint),
    error: words(given.errorMessage),
    fieldset: given.fieldset && { legend: label(given.fieldset.legend) },
    items: list(given.items).map((item) =>
      item.divider
        ? { divider: item.divider }
        : {
            value: item.value,
            label: words(item),
            hint: words(item.hint),
            checked: chosen.includes(item.value),
            disabled: item.disabled ?? given.disabled,
            conditional: item.conditional && words(item.conditional),
          },
    ),
  }
}

/** How each of their components, with their options, is said in ours. */
export const adapters: Readonly<Record<string, (given: Given) => Content>> = {
  'back-link': (given) => <BackLink href={given.href}>{inside(given)}</BackLink>,
  breadcrumb: ({ id, items }) => (
    <Breadcrumb
      id={id}
      items={list(items).map((item) => ({ href: item.href, label: words(item) }))}
    />
  ),
  button: (given) => <Button {...given}>{inside(given)}</Button>,
  card: (given) => (
    <Card
      variant={given.variant}
      heading={given.heading && heading(given.heading)}
      href={given.href}
      clickable={given.clickable}
    >
      {given.block === undefined ? words(given.description) : raw(given.block)}
    </Card>
  ),
  checkboxes: (given) => <Checkboxes {...choices(given)} />,
  details: (given) => (
    <Details summary={words(given.summary)} open={given.open} classes={given.classes}>
      {inside(given)}
    </Details>
  ),
  'error-message': (given) => (
    <ErrorMessage visuallyHiddenText={given.visuallyHiddenText}>{inside(given)}</ErrorMessage>
  ),
  'error-summary': (given) => (
    <ErrorSummary
      heading={words(given.heading)}
      items={list(given.errorList).map((item) => ({ content: words(item), href: item.href }))}
      focus={given.disableAutoFocus === undefined ? undefined : !given.disableAutoFocus}
    >
      {given.block === undefined ? words(given.description) : raw(given.block)}
    </ErrorSummary>
  ),
  fieldset: (given) => <Fieldset legend={label(given.legend)}>{inside(given)}</Fieldset>,
  hint: (given) => <Hint>{inside(given)}</Hint>,
  input: (given) => <TextInput {...input(given)} />,
  'inset-text': (given) => <InsetText>{paragraph(given)}</InsetText>,
  label: (given) => <Label {...label(given)} />,
  legend: (given) => <Legend {...label(given)} />,
  'notification-banner': (given) => (
    <NotificationBanner
      variant={given.variant}
      title={given.title && heading(given.title)}
      heading={given.heading && heading(given.heading)}
      role={given.role}
      attributes={given.attributes}
      focus={given.disableAutoFocus === undefined ? undefined : !given.disableAutoFocus}
    >
      {paragraph(given, given.heading ? 'nhsuk-body' : 'nhsuk-notification-banner__heading')}
    </NotificationBanner>
  ),
  pagination: (given) => (
    <Pagination
      previous={given.previous && { href: given.previous.href, label: given.previous.label }}
      next={given.next && { href: given.next.href, label: given.next.label }}
      items={list(given.items).map((item) =>
        item.ellipsis ? 'gap' : { number: item.number, href: item.href, current: item.current },
      )}
    />
  ),
  panel: (given) => (
    <Panel heading={heading(given.heading)} variant={given.variant}>
      {inside(given)}
    </Panel>
  ),
  'password-input': (given) => <PasswordInput {...input(given)} button={given.button} />,
  radios: (given) => <Radios {...choices(given)} />,
  'search-input': (given) => (
    <SearchInput
      {...input(given)}
      button={given.button && { ...given.button, children: given.button.text }}
    />
  ),
  select: (given) => (
    <Select
      {...question(given)}
      name={given.name}
      id={given.id}
      value={given.value}
      disabled={given.disabled}
      options={list(given.items).map((item) => ({
        value: item.value,
        label: item.text,
        disabled: item.disabled,
      }))}
    />
  ),
  'skip-link': (given) => <SkipLink href={given.href}>{given.text}</SkipLink>,
  'summary-list': (given) => (
    <SummaryList
      border={given.border}
      lastRowBorder={given.lastRowBorder}
      rows={list(given.rows).map((row) => ({
        key: words(row.key),
        value: words(row.value),
        border: row.border,
        actions: list(row.actions?.items ?? row.actions).map((action) => ({
          href: action.href,
          label: words(action),
          visuallyHiddenText: action.visuallyHiddenText,
        })),
      }))}
    />
  ),
  tables: (given) => (
    <Table
      caption={words(given.caption)}
      captionSize={given.caption?.size}
      captionClasses={given.caption?.classes}
      responsive={given.responsive}
      compact={given.compact}
      striped={given.striped}
      border={given.border}
      lastRowBorder={given.lastRowBorder}
      firstCellIsHeader={given.firstCellIsHeader}
      columns={list(given.head).map((column) => ({
        label: words(column),
        numeric: column.format === 'numeric',
      }))}
      rows={(given.rows ?? [])
        .filter(Boolean)
        .map((row: readonly (Given | false)[]) => list(row).map(words))}
    />
  ),
  tag: (given) => (
    <Tag colour={given.colour} border={given.border} classes={given.classes}>
      {inside(given)}
    </Tag>
  ),
  'task-list': ({ idPrefix, items }) => (
    <TaskList
      idPrefix={idPrefix}
      items={list(items).map((item) => ({
        title: words(item.heading ?? item.title),
        href: item.href,
        hint: words(item.hint),
        status: item.status.tag ? (
          <Tag {...item.status.tag}>{item.status.tag.text}</Tag>
        ) : (
          words(item.status)
        ),
        statusClasses: item.status.classes,
      }))}
    />
  ),
  textarea: (given) => (
    <Textarea {...given} {...question(given)} name={given.name} group={given.formGroup} />
  ),
  'warning-callout': (given) => (
    <WarningCallout heading={given.heading && heading(given.heading)}>
      {inside(given)}
    </WarningCallout>
  ),
}
