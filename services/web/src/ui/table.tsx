import { type Common, type Content, classNames, isThere } from './element.ts'

export interface TableColumn {
  readonly label: Content
  readonly numeric?: boolean | undefined
}

export interface TableProps extends Common {
  readonly caption?: Content
  readonly captionSize?: 's' | 'm' | 'l' | 'xl' | undefined
  readonly captionClasses?: string | undefined
  readonly columns?: readonly TableColumn[] | undefined
  readonly rows: readonly (readonly Content[])[]
  /** On a phone each row becomes a small list with the column's name before each value. */
  readonly responsive?: boolean | undefined
  readonly compact?: boolean | undefined
  readonly striped?: boolean | undefined
  readonly border?: boolean | undefined
  readonly lastRowBorder?: boolean | undefined
  readonly firstCellIsHeader?: boolean | undefined
}

/** nhsuk-frontend table. */
export function Table(props: TableProps) {
  const { columns = [], rows, responsive } = props
  return (
    <table
      class={classNames(
        'nhsuk-table',
        props.compact && 'nhsuk-table--compact',
        responsive && 'nhsuk-table--responsive',
        props.border === false
          ? 'nhsuk-table--no-border'
          : props.lastRowBorder === false && 'nhsuk-table--no-last-row-border',
        props.striped && 'nhsuk-table--striped',
        props.classes,
      )}
      id={props.id}
      role={responsive ? 'table' : undefined}
      {...props.attributes}
    >
      <Caption size={props.captionSize} classes={props.captionClasses}>
        {props.caption}
      </Caption>
      {columns.length > 0 && (
        <thead class="nhsuk-table__head" role={responsive ? 'rowgroup' : undefined}>
          <tr class="nhsuk-table__row" role={responsive ? 'row' : undefined}>
            {columns.map((column) => (
              <th
                class={classNames(
                  'nhsuk-table__header',
                  column.numeric && 'nhsuk-table__header--numeric',
                )}
                scope="col"
                role={responsive ? 'columnheader' : undefined}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody class="nhsuk-table__body">
        {rows.map((row) => (
          <tr class="nhsuk-table__row" role={responsive ? 'row' : undefined}>
            {row.map((content, index) => (
              <Cell
                column={columns[index]}
                isHeader={index === 0 && props.firstCellIsHeader === true}
                responsive={responsive === true}
              >
                {content}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CaptionProps {
  readonly size: TableProps['captionSize']
  readonly classes: string | undefined
  readonly children?: Content
}

function Caption({ size, classes, children }: CaptionProps) {
  if (!isThere(children)) return null
  const names = classNames('nhsuk-table__caption', size && `nhsuk-table__caption--${size}`, classes)
  return <caption class={names}>{children}</caption>
}

interface CellProps {
  readonly column: TableColumn | undefined
  readonly isHeader: boolean
  readonly responsive: boolean
  readonly children?: Content
}

function Cell({ column, isHeader, responsive, children }: CellProps) {
  const base = isHeader ? 'nhsuk-table__header' : 'nhsuk-table__cell'
  const names = classNames(base, column?.numeric && `${base}--numeric`)
  const inside =
    responsive && column ? (
      <>
        <span class="nhsuk-table__heading" aria-hidden="true">
          {column.label}{' '}
        </span>
        {typeof children === 'string' ? children : <span>{children}</span>}
      </>
    ) : (
      children
    )
  if (isHeader) {
    return (
      <th class={names} scope="row" role={responsive ? 'rowheader' : undefined}>
        {inside}
      </th>
    )
  }
  return (
    <td class={names} role={responsive ? 'cell' : undefined}>
      {inside}
    </td>
  )
}
