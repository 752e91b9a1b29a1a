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
  if (expect === 'readable') return allOf(layout.parts.map(canBeRead));
  const left = layout.parts.flatMap(({ name, content }) => {
    if (content.kind !== 'file-system') return [];
    if (content.warnings.includes('hibernated')) return [sight(name, 'hibernated')];
    return content.warnings.length > 0 ? [sight(name, 'left-in-use')] : [];
  });
  return left.length > 0 ? holdsNot(left) : holds([]);
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
