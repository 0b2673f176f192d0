import { type Common, type Content, classNames, isThere } from './element.ts'

export interface DetailsProps extends Common {
  readonly summary: Content
  readonly open?: boolean | undefined
  readonly children?: Content
}

/** nhsuk-frontend details: opens without script. */
export function Details(props: DetailsProps) {
  return (
    <details
      class={classNames('nhsuk-details', props.classes)}
      id={props.id}
      open={props.open}
      {...props.attributes}
    >
      <summary class="nhsuk-details__summary">
        <span class="nhsuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="nhsuk-details__text">{props.children}</div>
    </details>
  )
}

export interface TagProps extends Common {
  /** False for plain words. */
  readonly colour?:
    | 'white'
    | 'grey'
    | 'green'
    | 'aqua-green'
    | 'blue'
    | 'purple'
    | 'pink'
    | 'red'
    | 'orange'
    | 'yellow'
    | false
    | undefined
  readonly border?: boolean | undefined
  readonly children?: Content
}

export function Tag(props: TagProps) {
  const names = classNames(
    'nhsuk-tag',
    props.colour && `nhsuk-tag--${props.colour}`,
    props.colour === false && 'nhsuk-tag--no-colour',
    props.border === false && 'nhsuk-tag--no-border',
    props.classes,
  )
  return (
    <strong class={names} id={props.id} {...props.attributes}>
      {props.children}
    </strong>
  )
}

export interface RowAction {
  readonly href: string
  readonly label: Content
  /** What the action is about, for those who hear it away from its row. */
  readonly visuallyHiddenText?: string | undefined
  readonly classes?: string | undefined
}

export interface SummaryRow {
  readonly key: Content
  readonly value: Content
  readonly actions?: readonly RowAction[] | undefined
  readonly border?: boolean | undefined
  readonly classes?: string | undefined
}

export interface SummaryListProps extends Common {
  readonly rows: readonly SummaryRow[]
  readonly border?: boolean | undefined
  readonly lastRowBorder?: boolean | undefined
}

/** nhsuk-frontend summary list. */
export function SummaryList({ rows, border, lastRowBorder, ...props }: SummaryListProps) {
  const hasActions = rows.some((row) => (row.actions?.length ?? 0) > 0)
  const borders =
    border === false
      ? 'nhsuk-summary-list--no-border'
      : lastRowBorder === false && 'nhsuk-summary-list--no-last-row-border'
  const isBare = (row: SummaryRow, index: number) =>
    row.border === false &&
    border !== false &&
    !(lastRowBorder === false && index === rows.length - 1)
  return (
    <dl
      class={classNames('nhsuk-summary-list', borders, props.classes)}
      id={props.id}
      {...props.attributes}
    >
      {rows.map((row, index) => (
        <div
          class={classNames(
            'nhsuk-summary-list__row',
            hasActions && !row.actions?.length && 'nhsuk-summary-list__row--no-actions',
            isBare(row, index) && 'nhsuk-summary-list__row--no-border',
            row.classes,
          )}
        >
          <dt class="nhsuk-summary-list__key">{row.key}</dt>
          <dd class="nhsuk-summary-list__value">{row.value}</dd>
          <RowActions actions={row.actions ?? []} />
        </div>
      ))}
    </dl>
  )
}

function RowActions({ actions }: { readonly actions: readonly RowAction[] }) {
  const [only] = actions
  if (only === undefined) return null
  return (
    <dd class="nhsuk-summary-list__actions">
      {actions.length === 1 ? (
        <ActionLink {...only} />
      ) : (
        <ul class="nhsuk-summary-list__actions-list">
          {actions.map((action) => (
            <li class="nhsuk-summary-list__actions-list-item">
              <ActionLink {...action} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  )
}

function ActionLink(action: RowAction) {
  return (
    <a class={classNames('nhsuk-link', action.classes)} href={action.href}>
      {action.label}
      {action.visuallyHiddenText && (
        <span class="nhsuk-u-visually-hidden">{` ${action.visuallyHiddenText}`}</span>
      )}
    </a>
  )
}

export interface TaskItem {
  readonly title: Content
  readonly href?: string | undefined
  readonly hint?: Content
  readonly status: Content
  readonly statusClasses?: string | undefined
}

export interface TaskListProps extends Common {
  readonly items: readonly TaskItem[]
  readonly idPrefix?: string | undefined
}

/** nhsuk-frontend task list. */
export function TaskList({ items, idPrefix = 'task-list', ...props }: TaskListProps) {
  return (
    <ul class={classNames('nhsuk-task-list', props.classes)} id={props.id} {...props.attributes}>
      {items.map((item, index) => (
        <Task item={item} id={`${idPrefix}-${index + 1}`} />
      ))}
    </ul>
  )
}

function Task({ item, id }: { readonly item: TaskItem; readonly id: string }) {
  const hasHint = isThere(item.hint)
  const described = classNames(hasHint && `${id}-hint`, `${id}-status`)
  return (
    <li
      class={classNames('nhsuk-task-list__item', item.href && 'nhsuk-task-list__item--with-link')}
    >
      <div class="nhsuk-task-list__name-and-hint">
        {item.href ? (
          <a class="nhsuk-task-list__link nhsuk-link" href={item.href} aria-describedby={described}>
            {item.title}
          </a>
        ) : (
          <div>{item.title}</div>
        )}
        {hasHint && (
          <div class="nhsuk-task-list__hint" id={`${id}-hint`}>
            {item.hint}
          </div>
        )}
      </div>
      <div class={classNames('nhsuk-task-list__status', item.statusClasses)} id={`${id}-status`}>
        {item.status}
      </div>
    </li>
  )
}
