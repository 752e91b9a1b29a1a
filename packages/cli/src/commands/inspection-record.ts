import type { Findings, Report, SystemFindings } from '@ingot/inspector';
import { formatSize } from '../command/size.ts';
import { type Cell, type Column, record, type RecordOutput } from '../output/output.ts';

type Part = Findings['layout']['parts'][number];

/** What was found on a disk: its systems and parts, and the verdict of each profile with the rules that are not met. */
export function inspectionRecord(report: Report): RecordOutput {
  const { findings } = report;
  if (!findings.known)
    return record(report, [{ label: 'column.failure', of: () => findings.reason }], verdicts(report));
  const { layout, systems } = findings.value;
  const parts = layout.parts.map((part) => [part.name, contentOf(part)] as const);
  return record(
    report,
    [...diskFields(findings.value), ...systems.flatMap(systemFields)],
    [...parts, ...verdicts(report)],
  );
}

function diskFields({ layout, firmware }: Findings): Column<Report>[] {
  const kinds = firmware.known ? Object.entries(firmware.value).flatMap(([kind, is]) => (is ? [kind] : [])) : [];
  return [
    { label: 'column.size', of: () => ({ bytes: layout.size }) },
    { label: 'column.partition-table', of: () => layout.table },
    { label: 'column.firmware', of: () => (firmware.known ? kinds.join(', ') || null : firmware.reason) },
    ...layout.warnings.map((warning) => ({ label: 'column.warning' as const, of: () => warning })),
  ];
}

function systemFields({ part, os, architecture, packages, services }: SystemFindings): Column<Report>[] {
  const name = os.known ? [os.value.name, os.value.version, os.value.edition, os.value.build] : [os.reason];
  return [
    { label: 'column.system', of: () => `${name.filter((each) => each !== null).join(', ')} (${part})` },
    { label: 'column.architecture', of: () => valueOrReason(architecture) },
    {
      label: 'column.packages',
      of: () => (packages.known ? `${packages.value.installed.length} (${packages.value.manager})` : packages.reason),
    },
    { label: 'column.services', of: () => (services.known ? services.value.length : services.reason) },
  ];
}

/** What lies in a part, and of that what is wrong. */
function contentOf(part: Part): string {
  return part.flags.includes('incomplete') ? `${wholeContentOf(part)}, incomplete` : wholeContentOf(part);
}

function wholeContentOf({ size, content }: Part): string {
  if (content.kind === 'encrypted') return `${formatSize(size)}, ${content.scheme}`;
  if (content.kind === 'unknown') return `${formatSize(size)}, ${content.reason}`;
  if (content.kind !== 'file-system') return `${formatSize(size)}, ${content.kind}`;
  const used = content.usage.known ? `${formatSize(content.usage.value.size - content.usage.value.free)} / ` : '';
  return [`${used}${formatSize(size)}`, content.type, content.label, ...content.warnings]
    .filter((each) => each !== null)
    .join(', ');
}

function verdicts({ profiles }: Report): (readonly [string, Cell])[] {
  return profiles.map(({ profile, verdict, rules }) => {
    const unmet = rules.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
    const named = unmet.map(({ rule, outcome }) => (outcome === 'unknown' ? `${rule}?` : rule)).join(', ');
    return [profile, named === '' ? verdict : `${verdict}: ${named}`];
  });
}

function valueOrReason(fact: SystemFindings['architecture']): string {
  return fact.known ? fact.value : fact.reason;
}
