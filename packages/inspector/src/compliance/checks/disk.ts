import type { Findings } from '../../report/findings.ts';
import { allOf, cannotBeKnown, holds, holdsNot, type Answer } from '../answer.ts';
import type { LeafOf } from '../check.ts';
import { sight } from '../sight.ts';
import type { Place } from '../subject.ts';

type Part = Findings['layout']['parts'][number];

/** Reserved by Microsoft, and the boot code of PowerPC and of GRUB: no file system is meant to be there. */
const WITHOUT_FILES: ReadonlySet<string> = new Set([
  'e3c9e316-0b5c-4db8-817d-f92df00215ae',
  '9e1a2d38-c612-4316-aa26-8b49521e5a8b',
  '21686148-6449-6e6f-744e-656564454649',
]);

export async function lookAtDisk({ expect }: LeafOf<'disk'>, { layout }: Place): Promise<Answer> {
  switch (expect) {
    case 'complete':
      return allOf(layout.parts.map(isComplete));
    case 'readable':
      return allOf(layout.parts.map(canBeRead));
    case 'shut-down':
      return allOf(layout.parts.map(wasShutDown));
  }
}

function isComplete({ name, flags }: Part): Answer {
  return flags.includes('incomplete') ? holdsNot([sight(name, 'cut-off')]) : holds([]);
}

function wasShutDown({ name, content }: Part): Answer {
  if (content.kind !== 'file-system' || content.warnings.length === 0) return holds([]);
  return holdsNot([sight(name, content.warnings.includes('hibernated') ? 'hibernated' : 'left-in-use')]);
}

function canBeRead({ name, type, flags, content }: Part): Answer {
  if (content.kind === 'encrypted') {
    const reason = `Part ${name} is encrypted (${content.scheme}) and cannot be looked into.`;
    return cannotBeKnown(reason, [sight(name, 'encrypted', content.scheme)]);
  }
  const holdsNoFiles = flags.includes('bios-boot') || WITHOUT_FILES.has(type?.toLowerCase() ?? '');
  if (content.kind !== 'unknown' || holdsNoFiles) return holds([]);
  return cannotBeKnown(`Part ${name} could not be read: ${content.reason}`, [sight(name, 'unreadable')]);
}
