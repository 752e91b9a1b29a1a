import type { DirectoryPlace, Places } from './places.ts';
import type { PlanDraft } from './plan-draft.ts';

const LOGS = '/var/log';
/** What logrotate(8) and its like have put away. */
const ROTATED = /(?:\.(?:gz|xz|bz2|zst|old|\d+)|-\d{8})$/;
const MAX_DEPTH = 16;

/**
 * Empties what is written on, since programs want their files to be there, with their owners; what was put away, and
 * journals of systemd, which are named after the machine, go.
 * @throws DiskError
 */
export async function mendLogs(places: Places, draft: PlanDraft): Promise<void> {
  const logs = await places.directory(LOGS);
  if (logs === null) return;
  await mendBelow(logs, 0);

  async function mendBelow(directory: DirectoryPlace, depth: number): Promise<void> {
    for await (const place of places.list(directory)) {
      const { node } = place;
      const isJournal = depth === 1 && directory.path.toString() === `${LOGS}/journal`;
      if (isJournal || ROTATED.test(place.name.toString('latin1'))) await draft.remove(place);
      else if (node.kind === 'file' && node.content.size > 0) draft.empty(place);
      const inside = isJournal || node.kind !== 'directory' ? null : places.within(place);
      if (inside !== null && depth < MAX_DEPTH) await mendBelow(inside, depth + 1);
    }
  }
}
