import { DiskError } from '@ingot/disk';
import type { DiskPart } from '../disk/disk-parts.ts';
import type { Guest, LinuxGuest } from '../guest/guest.ts';
import { mendLeftover } from './leftovers.ts';
import { mendLogs } from './logs.ts';
import { mendMachineId } from './machine-id.ts';
import type { MendId } from './mends.ts';
import { Places } from './places.ts';
import type { Plan } from './plan.ts';
import { PlanDraft, planOf } from './plan-draft.ts';
import { mendServices, WANTED_SERVICES } from './services.ts';

/**
 * Finds out what would have to be changed on a disk for these mends; nothing is. Systems other than Linux are passed by.
 * What can't be known, or can't be changed without a risk, is left, and said to be.
 */
export async function planPreparation(
  guests: readonly Guest[],
  parts: readonly DiskPart[],
  mends: readonly MendId[],
): Promise<Plan> {
  const drafts: PlanDraft[] = [];
  for (const guest of guests) {
    const part = parts.find((each) => each.part.name === guest.part);
    if (guest.family !== 'linux' || part === undefined) continue;
    const places = new Places(guest.tree, part, parts);
    for (const mend of mends) {
      const draft = new PlanDraft(mend, places);
      drafts.push(draft);
      await draftMend(mend, guest, places, draft);
    }
  }
  return planOf(drafts);
}

async function draftMend(mend: MendId, guest: LinuxGuest, places: Places, draft: PlanDraft): Promise<void> {
  try {
    await planMend(mend, guest, places, draft);
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    draft.giveUp(error.code === 'limit-exceeded' ? 'too-much' : 'unreadable', error.message);
  }
}

function planMend(mend: MendId, guest: LinuxGuest, places: Places, draft: PlanDraft): Promise<void> {
  if (mend === 'machine-id') return mendMachineId(places, draft);
  if (mend === 'logs') return mendLogs(places, draft);
  if (mend === 'guest-agent' || mend === 'cloud-init') {
    return mendServices(WANTED_SERVICES[mend], guest, places, draft);
  }
  return mendLeftover(mend, guest, places, draft);
}
