import { Skeleton } from '@gravity-ui/uikit';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type MouseEvent, type ReactNode } from 'react';

/** Pixels. */
const ROW_HEIGHT = 44;
/** Rows drawn above and below what is seen. */
const OVERSCAN = 12;
/** Rows before the last one from which on more are asked for. */
const AHEAD = 40;
/** Rows that stand for those which are on their way. */
const SKELETONS = 8;

/** The first column names the row. */
export interface Column<Row> {
  readonly id: string;
  /** Empty for a column of buttons: give `label` then. */
  readonly header: ReactNode;
  /** For a screen reader, where the header shows nothing. */
  readonly label?: string;
  readonly isNumber?: boolean;
  /** A day and a time of day; where the screen is narrow each has a line. */
  readonly isTime?: boolean;
  /** Left out where the screen is narrow: the page of the row says it too. */
  readonly isMinor?: boolean;
  /** What can be done to the row: stays in sight while a table that is too wide is moved. */
  readonly hasActions?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  /** What is listed, for a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd?: () => void;
}

/** A list of any length: only the rows that are seen are drawn. */
export function DataTable<Row>({ label, columns, rows, rowId, isLoading, onEnd }: DataTableProps<Row>): ReactNode {
  const body = useRef<HTMLTableSectionElement>(null);
  const window = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const drawn = window.getVirtualItems();
  const first = drawn[0];
  const last = drawn.at(-1);
  const end = last?.index ?? 0;
  useEffect(() => {
    if (end >= rows.length - AHEAD && rows.length > 0) onEnd?.();
  }, [end, rows.length, onEnd]);

  return (
    <table className="ingot-table" aria-label={label} aria-rowcount={rows.length + 1} aria-busy={isLoading}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" aria-label={column.label} className={cellClass(column)}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        <Gap height={first ? first.start - window.options.scrollMargin : 0} />
        {drawn.map(({ index }) => {
          const row = rows[index];
          // The head of the table counts as a row too, and rows count from one.
          return row === undefined ? null : <Cells key={rowId(row)} row={row} number={index + 2} columns={columns} />;
        })}
        <Gap height={last ? window.getTotalSize() - (last.end - window.options.scrollMargin) : 0} />
        {isLoading
          ? Array.from({ length: SKELETONS }, (_, index) => <SkeletonRow key={index} columns={columns} />)
          : null}
      </tbody>
    </table>
  );
}

interface CellsProps<Row> {
  readonly row: Row;
  readonly number: number;
  readonly columns: readonly Column<Row>[];
}

/** Drawn again only when something about the row has changed: not with every step of scrolling. */
const Cells = memo(CellsOf) as typeof CellsOf;

function CellsOf<Row>({ row, number, columns }: CellsProps<Row>): ReactNode {
  return (
    <tr aria-rowindex={number}>
      {columns.map((column, at) =>
        at === 0 ? (
          <th key={column.id} scope="row" onMouseEnter={tellWhole}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={cellClass(column)}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

/** A name that is cut is told whole to whoever points at it. */
function tellWhole({ currentTarget: cell }: MouseEvent<HTMLElement>): void {
  cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : '';
}

type ColumnLook = Pick<Column<never>, 'id' | 'isNumber' | 'isTime' | 'isMinor' | 'hasActions'>;

function cellClass({ isNumber, isTime, isMinor, hasActions }: ColumnLook): string | undefined {
  const classes = [
    isNumber === true && 'ingot-table__number',
    isTime === true && 'ingot-table__time',
    isMinor === true && 'ingot-table__minor',
    hasActions === true && 'ingot-table__actions',
  ].filter((name) => name !== false);
  return classes.length === 0 ? undefined : classes.join(' ');
}

/** The height of rows that are not drawn. */
function Gap({ height }: { readonly height: number }): ReactNode {
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null;
}

function SkeletonRow({ columns }: { readonly columns: readonly ColumnLook[] }): ReactNode {
  return (
    <tr aria-hidden="true">
      {columns.map((column) => (
        <td key={column.id} className={cellClass(column)}>
          <Skeleton className="ingot-table__skeleton" />
        </td>
      ))}
    </tr>
  );
}
