import type { ExitStatus } from '../command/failure.ts';
import type { Message, PlainKey } from '../messages/message.ts';

/** What stands in one place of a table or of a list of fields. A date is shown in the zone of the terminal. */
export type Cell = string | number | boolean | Date | null | { readonly bytes: number };

/** A cell of bytes, of what the API answers; an empty one where it has none. */
export function bytes(value: number | null | undefined): Cell {
  return value === null || value === undefined ? null : { bytes: value };
}

/** A cell of a time, of ISO 8601. */
export function time(value: string | null | undefined): Cell {
  return value ? new Date(value) : null;
}

export interface Column<Row> {
  readonly label: PlainKey;
  readonly of: (row: Row) => Cell | undefined;
  /** May be cut when the terminal is narrow. */
  readonly shrinks?: true;
}

export interface Entry {
  /** What `--json` prints. */
  readonly json: unknown;
  readonly cells: readonly Cell[];
}

/** A message, or a name that is the same in every language. */
export type Label = { readonly key: PlainKey } | { readonly name: string };

export interface RecordOutput {
  readonly kind: 'record';
  readonly fields: readonly { readonly label: Label; readonly cell: Cell }[];
  readonly json: unknown;
  /** How the program ends after a verdict; `done` unless given. */
  readonly status?: ExitStatus;
}

/** What a command has to show, in a form that the terminal and `--json` both take. */
export type Output =
  | {
      readonly kind: 'list';
      readonly columns: readonly Omit<Column<never>, 'of'>[];
      readonly entries: AsyncIterable<Entry>;
    }
  | RecordOutput
  | { readonly kind: 'done'; readonly told: Message; readonly json: unknown }
  /** For other programs: the same with and without `--json`. */
  | { readonly kind: 'text'; readonly text: string };

export function list<Row>(rows: AsyncIterable<Row> | Iterable<Row>, columns: readonly Column<Row>[]): Output {
  return { kind: 'list', columns, entries: entriesOf(rows, columns) };
}

async function* entriesOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column<Row>[],
): AsyncIterable<Entry> {
  for await (const row of rows) yield { json: row, cells: columns.map(({ of }) => of(row) ?? null) };
}

/** @param more fields that have no message, such as the properties of an image */
export function record<Row>(
  row: Row,
  fields: readonly Column<Row>[],
  more: readonly (readonly [name: string, cell: Cell])[] = [],
): RecordOutput {
  const known = fields.map(({ label, of }) => ({ label: { key: label }, cell: of(row) ?? null }));
  return { kind: 'record', json: row, fields: [...known, ...more.map(([name, cell]) => ({ label: { name }, cell }))] };
}

/** @param json what a program wants to know of it */
export function done(told: Message, json: unknown): Output {
  return { kind: 'done', told, json };
}

export function text(lines: string): Output {
  return { kind: 'text', text: lines };
}
