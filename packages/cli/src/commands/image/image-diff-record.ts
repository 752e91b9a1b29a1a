import type { Answer } from '@ingot/client';
import { formatSize } from '../../command/size.ts';
import type { PlainKey } from '../../messages/message.ts';
import type { Cell, RecordOutput } from '../../output/output.ts';

type Diff = Answer<'get', '/api/v1/diffs/{id}'>;
type Found = NonNullable<Diff['found']>;
type System = Found['systems'][number];
type Part = Found['parts'][number];
type ChangedFact = Found['facts'][number];
type Field = RecordOutput['fields'][number];

/** What is listed one by one, and not only counted. */
interface Listed {
  readonly packages: boolean;
  readonly files: boolean;
}

/** What is different: bytes, facts, systems with their packages and services, files. `+` came, `-` went, `~` changed. */
export function imageDiffRecord(diff: Diff & { readonly found: Found }, listed: Listed): RecordOutput {
  const { found } = diff;
  const fields = [
    said('column.before', diff.before),
    said('column.after', diff.after),
    said('column.changed', { bytes: found.changed.all }),
    ...(found.unknown === null ? [] : [said('column.failure', found.unknown)]),
    ...found.facts.map(factField),
    ...found.systems.flatMap((system) => systemFields(system, listed)),
    ...found.parts.flatMap((part) => partFields(part, listed)),
    ...(found.changed.elsewhere > 0 ? [said('column.elsewhere', { bytes: found.changed.elsewhere })] : []),
  ];
  return { kind: 'record', json: diff, fields };
}

const FACT_LABELS: Readonly<Record<ChangedFact['fact'], PlainKey>> = {
  size: 'column.size',
  'partition-table': 'column.partition-table',
  firmware: 'column.firmware',
  system: 'column.system',
  version: 'column.version',
  edition: 'column.edition',
  build: 'column.build',
  architecture: 'column.architecture',
};

function factField({ fact, before, after }: ChangedFact): Field {
  return said(FACT_LABELS[fact], becomes(wordOf(before), wordOf(after)));
}

function wordOf(side: ChangedFact['before']): string {
  return side.known ? (side.value ?? '-') : `? (${side.reason})`;
}

function systemFields({ facts, packages, services }: System, listed: Listed): Field[] {
  const fields = [
    ...facts.map(factField),
    said('column.packages', packages.known ? counts(packages.value) : packages.reason),
  ];
  if (listed.packages && packages.known) {
    const { added, removed, changed } = packages.value;
    fields.push(
      ...added.map(({ name, version }) => item('+', `${name} ${version}`)),
      ...removed.map(({ name, version }) => item('-', `${name} ${version}`)),
      ...changed.map(({ name, before, after }) => item('~', `${name} ${becomes(before, after)}`)),
    );
  }
  fields.push(said('column.services', services.known ? counts(services.value) : services.reason));
  if (services.known) {
    const { added, removed, changed } = services.value;
    fields.push(
      ...added.map(({ name, start }) => item('+', `${name} ${start}`)),
      ...removed.map(({ name, start }) => item('-', `${name} ${start}`)),
      ...changed.map(({ name, before, after }) => item('~', `${name} ${becomes(before, after)}`)),
    );
  }
  return fields;
}

const SIGNS: Readonly<Record<string, string>> = { added: '+', removed: '-' };

function partFields({ part, before, after, changed, files }: Part, listed: Listed): Field[] {
  const what = before === after ? (before ?? '-') : becomes(before ?? '-', after ?? '-');
  const told = [changed === null ? null : formatSize(changed), what];
  if (files?.known === false) told.push(files.reason);
  const found = files?.known === true ? files.value : null;
  if (found !== null) {
    const { added, removed, kind, content, owner } = found.counts;
    told.push(`+${added} -${removed} ~${kind + content + owner}`);
  }
  const fields: Field[] = [{ label: { name: part }, cell: told.filter((each) => each !== null).join(', ') }];
  if (found === null) return fields;
  if (listed.files) {
    fields.push(...found.listed.map(({ path, change }) => item(SIGNS[change] ?? '~', path)));
    const left = Object.values(found.counts).reduce((sum, count) => sum + count, 0) - found.listed.length;
    if (left > 0) fields.push(said('column.not-listed', left));
  }
  if (found.incomplete !== null) fields.push(said('column.incomplete', found.incomplete));
  return fields;
}

function counts(diff: { readonly [List in 'added' | 'removed' | 'changed']: readonly unknown[] }): string {
  return `+${diff.added.length} -${diff.removed.length} ~${diff.changed.length}`;
}

function becomes(before: string, after: string): string {
  return `${before} → ${after}`;
}

function said(key: PlainKey, cell: Cell): Field {
  return { label: { key }, cell };
}

function item(sign: string, cell: string): Field {
  return { label: { name: `  ${sign}` }, cell };
}
