import type { DiskLayout, LayoutWarning, Part } from '@ingot/disk';
import { factOf } from '../guest/fact.ts';
import type { Findings } from '../report/findings.ts';
import { shown } from '../report/shown.ts';
import type { DiskPart } from './disk-parts.ts';

type LayoutFindings = Findings['layout'];
type PartFindings = LayoutFindings['parts'][number];

const MAX_WARNINGS = 64;

/** What lies where, as a report tells it. @param more warnings beside the layout's own. */
export async function layoutFindings(
  { table, warnings }: DiskLayout,
  size: number,
  parts: readonly DiskPart[],
  more: readonly string[],
): Promise<LayoutFindings> {
  const ends = parts.map(({ part }) => (part.kind === 'partition' ? part.offset + part.size : 0));
  const findings: PartFindings[] = [];
  for (const each of parts) findings.push(await partFindings(each));
  return {
    size,
    table,
    parts: findings,
    warnings: [...warnings.map(sentenceOf), ...more].slice(0, MAX_WARNINGS).map(shown),
    usedEnd: table === null ? size : Math.min(size, Math.max(0, ...ends)),
  };
}

async function partFindings({ part, opened }: DiskPart): Promise<PartFindings> {
  return {
    name: shown(part.name),
    kind: part.kind,
    size: part.size,
    ...(part.kind === 'partition'
      ? {
          type: part.type.table === 'gpt' ? part.type.guid : part.type.code.toString(16).padStart(2, '0'),
          label: part.label === null ? null : shown(part.label),
          offset: part.offset,
        }
      : { type: null, label: null, offset: null }),
    flags: [
      ...(part.kind === 'partition' ? flagsOf(part) : []),
      ...(part.source.size < part.size ? (['incomplete'] as const) : []),
    ],
    content: await contentOf(opened),
  };
}

function flagsOf({ bootable, esp, biosBoot }: Extract<Part, { kind: 'partition' }>): PartFindings['flags'] {
  return [
    ...(bootable ? (['bootable'] as const) : []),
    ...(esp ? (['esp'] as const) : []),
    ...(biosBoot ? (['bios-boot'] as const) : []),
  ];
}

async function contentOf(opened: DiskPart['opened']): Promise<PartFindings['content']> {
  if (opened.kind === 'unknown') return { kind: 'unknown', reason: shown(opened.reason) };
  if (opened.kind !== 'file-system') return opened;
  const { kind, label, uuid, warnings } = opened.fileSystem;
  return {
    kind: 'file-system',
    type: kind,
    label: label === null ? null : shown(label),
    uuid,
    usage: await factOf(() => opened.fileSystem.usage()),
    warnings: [...warnings],
  };
}

function sentenceOf(warning: LayoutWarning): string {
  switch (warning.kind) {
    case 'gpt-copy-damaged':
      return `The ${warning.copy} copy of the partition table is damaged; the other one was read.`;
    case 'gpt-damaged':
      return 'The disk says that it has a GPT, but no copy of it is sound.';
    case 'extended-chain-broken':
      return 'The chain of logical partitions is broken.';
    case 'too-many-parts':
      return 'The disk has more partitions than are read.';
    case 'overlap':
      return `${warning.parts.join(' and ')} overlap.`;
    case 'out-of-range':
      return `${warning.part} does not lie within the disk.`;
    case 'physical-volume-damaged':
      return `The volume group on ${warning.part} can't be read: ${warning.reason}`;
  }
}
