import { displayWidth, fitted } from './display-width.ts';

export interface TableColumn {
  readonly heading: string;
  readonly numeric: boolean;
  readonly shrinks: boolean;
}

const GAP = '  ';
/** A column is not cut below this. */
const LEAST = 8;

/**
 * How wide each column may be so that the table fits; columns that shrink give way, the widest first. A row that cannot fit
 * takes as few lines of the terminal as it can, and cuts nothing that has room there.
 */
export function columnWidths(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  terminal: number,
): number[] {
  const widths = columns.map(({ heading }, at) =>
    Math.max(displayWidth(heading), ...rows.map((row) => displayWidth(row[at] ?? ''))),
  );
  const natural = widths.reduce((sum, width) => sum + width, GAP.length * (columns.length - 1));
  const least = widths.reduce(
    (sum, width, at) => sum - (columns[at]?.shrinks ? Math.max(0, width - LEAST) : 0),
    natural,
  );
  let excess = natural - terminal * Math.max(1, Math.ceil(least / terminal));
  while (excess > 0) {
    const shrinkable = columns.flatMap(({ shrinks }, at) => (shrinks && (widths[at] ?? 0) > LEAST ? [at] : []));
    const widest = shrinkable.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

/** One line of a table, without spaces at its end. */
export function tableLine(
  cells: readonly string[],
  columns: readonly TableColumn[],
  widths: readonly number[],
): string {
  const padded = cells.map((cell, at) => {
    const width = widths[at] ?? 0;
    const shown = columns[at]?.shrinks ? fitted(cell, width) : cell;
    const padding = ' '.repeat(Math.max(0, width - displayWidth(shown)));
    return columns[at]?.numeric ? padding + shown : shown + padding;
  });
  return padded.join(GAP).trimEnd();
}
