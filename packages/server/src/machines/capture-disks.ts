import { IngotError } from '../kernel/errors.ts';
import type { CaptureRun } from '../volumes/index.ts';
import type { FreezeWish } from './hypervisor.ts';
import type { MachineContext } from './machine-context.ts';
import type { Machine } from './machine.ts';
import type { CapturedDisks } from './machines.ts';

/**
 * What the disks of a machine hold, all at one instant: read from the disks themselves while it is off, else from copies
 * that its hypervisor makes of what their overlays hold.
 *
 * @throws `conflict` when the machine insists on frozen file systems and they could not be had.
 */
export async function captureDisks(
  context: Pick<MachineContext, 'disks' | 'hypervisor'>,
  machine: Machine,
  run: CaptureRun,
): Promise<CapturedDisks> {
  const { disks, hypervisor } = context;
  if (!(await hypervisor.isRunning(machine.id))) {
    const ids = machine.disks.map(({ volumeId }) => volumeId);
    return { disks: await each(ids, (id, progress) => disks.capture(id, progress), run), quiesced: true };
  }
  const overlays = machine.disks.map(({ volumeId }) => ({ volumeId, path: disks.path(volumeId) }));
  const copies = await hypervisor.copyDisks(machine.id, overlays, freezeWish(machine), run.signal);
  try {
    const paths = new Map(copies.files.map(({ volumeId, path }) => [volumeId, path]));
    const capture: Capture = (id, how) => {
      const path = paths.get(id);
      if (path === undefined) throw new IngotError('internal', `There is no copy of volume ${id}.`);
      return disks.captureCopy(id, path, how);
    };
    return { disks: await each([...paths.keys()], capture, run), quiesced: copies.quiesced };
  } finally {
    await copies.remove();
  }
}

type Captured = CapturedDisks['disks'][number];
type Capture = (id: Captured['volumeId'], run: CaptureRun) => ReturnType<MachineContext['disks']['capture']>;

/** One after the other; what was captured is let go when a later one fails. */
async function each(
  ids: readonly Captured['volumeId'][],
  capture: Capture,
  { signal, progress }: CaptureRun,
): Promise<readonly Captured[]> {
  const captured: Captured[] = [];
  let before = 0;
  try {
    for (const volumeId of ids) {
      let own = 0;
      const tree = await capture(volumeId, { signal, progress: (done) => progress(before + (own = done)) });
      before += own;
      captured.push({ volumeId, root: tree.root, size: tree.size, lease: tree.lease, release: () => tree.release() });
    }
    return captured;
  } catch (error) {
    await Promise.all(captured.map((tree) => tree.release()));
    throw error;
  }
}

/** An agent freezes what it can; without one a snapshot is what a power cut would leave. */
function freezeWish({ guestAgent, requireQuiesce }: Machine): FreezeWish {
  if (requireQuiesce) return 'require';
  return guestAgent ? 'try' : 'no';
}
