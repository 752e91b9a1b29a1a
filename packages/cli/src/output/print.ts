import type { Translate } from '../messages/translate.ts';
import { cellText, isNumeric } from './cell.ts';
import { displayWidth } from './display-width.ts';
import { harmlessJson, harmlessLines } from './harmless.ts';
import type { Entry, Output } from './output.ts';
import { columnWidths, tableLine, type TableColumn } from './table.ts';

export interface Paper {
  /** Resolves when more may come. */
  write(text: string): Promise<void>;
  /** Columns; infinite when it is no terminal. */
  readonly width: number;
  readonly colors: boolean;
}

/** Rows that decide how wide the columns are. More than these are never held. */
const SAMPLE = 200;

/** Shows what a command has to show, as text or as JSON. */
export async function print(output: Output, json: boolean, paper: Paper, t: Translate): Promise<void> {
  switch (output.kind) {
    case 'text':
      // Programs get it as it is.
      return paper.write(paper.width === Infinity ? output.text : harmlessLines(output.text));
    case 'done':
      return paper.write(json ? jsonLine(output.json) : `${t(output.told)}\n`);
    case 'record':
      return json ? paper.write(jsonLine(output.json)) : printRecord(output, paper, t);
    case 'list':
      return json ? printJsonList(output.entries, paper) : printTable(output, paper, t);
  }
}

function jsonLine(value: unknown): string {
  return `${harmlessJson(value, 2)}\n`;
}

/** An array, one entry after the other: it may be longer than memory. */
async function printJsonList(entries: AsyncIterable<Entry>, paper: Paper): Promise<void> {
  let before = '[';
  for await (const { json } of entries) {
    await paper.write(`${before}\n  ${harmlessJson(json, 2).replaceAll('\n', '\n  ')}`);
    before = ',';
  }
  await paper.write(before === '[' ? '[]\n' : '\n]\n');
}

async function printRecord(output: Extract<Output, { kind: 'record' }>, paper: Paper, t: Translate): Promise<void> {
  const lines = output.fields.map(({ label, cell }) => ({
    label: 'key' in label ? t(label.key) : cellText(label.name, t),
    text: cellText(cell, t),
  }));
  const width = Math.max(0, ...lines.map(({ label }) => displayWidth(label)));
  for (const { label, text } of lines) {
    await paper.write(`${bold(label, paper)}${' '.repeat(width - displayWidth(label))}  ${text}\n`);
  }
}

async function printTable(output: Extract<Output, { kind: 'list' }>, paper: Paper, t: Translate): Promise<void> {
  const headings = output.columns.map(({ label }) => t(label).toLocaleUpperCase());
  let held: Entry[] | null = [];
  let layout: { columns: readonly TableColumn[]; widths: readonly number[] } | null = null;
  const begin = async (sample: readonly Entry[]): Promise<void> => {
    const columns = output.columns.map(({ shrinks = false }, at) => ({
      heading: headings[at] ?? '',
      numeric: sample.some(({ cells }) => isNumeric(cells[at] ?? null)),
      shrinks,
    }));
    const rows = sample.map(({ cells }) => cells.map((cell) => cellText(cell, t)));
    const widths = columnWidths(columns, rows, paper.width);
    layout = { columns, widths };
    await paper.write(`${bold(tableLine(headings, columns, widths), paper)}\n`);
    for (const row of rows) await paper.write(`${tableLine(row, columns, widths)}\n`);
  };
  for await (const entry of output.entries) {
    if (held === null && layout !== null) {
      const { columns, widths } = layout as { columns: readonly TableColumn[]; widths: readonly number[] };
      await paper.write(
        `${tableLine(
          entry.cells.map((cell) => cellText(cell, t)),
          columns,
          widths,
        )}\n`,
      );
      continue;
    }
    held?.push(entry);
    if (held?.length === SAMPLE) {
      await begin(held);
      held = null;
    }
  }
  if (held !== null) await begin(held);
}

function bold(text: string, { colors }: Paper): string {
  return colors ? `\u001b[1m${text}\u001b[22m` : text;
}
