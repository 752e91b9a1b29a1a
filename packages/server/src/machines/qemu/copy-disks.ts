import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createOverlay, readOverlay } from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import type { DiskCopies, FreezeWish, HardwareDisk } from '../hypervisor.ts';
import { ControlError } from './control-error.ts';
import type { GuestAgent } from './guest-agent.ts';
import type { GuestPlaces } from './guest-places.ts';
import { diskNode } from './qemu-command.ts';
import type { Qmp } from './qmp.ts';

/** What is needed of a guest to copy its disks. */
export interface CopiedGuest {
  readonly places: GuestPlaces;
  readonly disks: readonly Pick<HardwareDisk, 'volumeId' | 'path'>[];
  readonly qmp: Qmp;
  /** One that listens. @throws ControlError when none does. */
  readonly agent: (signal: AbortSignal) => Promise<GuestAgent>;
}

type CopyFile = DiskCopies['files'][number];

/** Milliseconds until a file system that is busy is at rest. */
const FREEZE_PATIENCE = 30_000;
/** Milliseconds; while it is frozen the guest can do nothing about being slow. */
export const THAW_PATIENCE = 120_000;

/**
 * Copies what the overlays of a guest's disks hold, all at the same instant.
 *
 *   freeze ─► transaction: a backup of every disk begins ─► thaw ─► the backups end, in their own time, and are written out
 *
 * From the transaction on QEMU copies a cluster before the guest writes to it, so the copies are of that instant, and the
 * disks themselves stay what and where they are: a death at any moment leaves nothing to be mended but the copies, which
 * are removed.
 */
export async function copyDisks(guest: CopiedGuest, freeze: FreezeWish, signal: AbortSignal): Promise<DiskCopies> {
  const { places, qmp, disks } = guest;
  await rm(places.copies, { recursive: true, force: true });
  await mkdir(places.copies, { mode: 0o700 });
  const files = disks.map(({ volumeId }, place) => ({ volumeId, path: path.join(places.copies, `${place}.qcow2`) }));
  const remove = (): Promise<void> => rm(places.copies, { recursive: true, force: true });
  try {
    for (const [place, file] of files.entries()) {
      const { size } = await readOverlay(disks[place]?.path ?? '');
      await createOverlay(file.path, { size, backing: null });
      await qmp.execute('blockdev-add', nodeOf(place, file));
    }
    const events = qmp.events('JOB_STATUS_CHANGE');
    try {
      const quiesced = await whileFrozen(guest, freeze, signal, () => beginBackups(qmp, files.length));
      await backupsEnd(events, files.length, signal);
      await completeCopies(qmp, files);
      return { files, quiesced, remove };
    } finally {
      await events.return?.();
    }
  } catch (error) {
    await dropCopies(qmp);
    await closeCopies(qmp);
    await remove();
    signal.throwIfAborted();
    throw error instanceof ControlError
      ? new IngotError('unavailable', `The disks could not be copied. ${error.message}`, { cause: error })
      : error;
  }
}

function copyNode(place: number): string {
  return `copy${place}`;
}

/** As QEMU is told of the file of a copy. */
function nodeOf(place: number, { path: filename }: CopyFile) {
  return { driver: 'qcow2', 'node-name': copyNode(place), file: { driver: 'file', filename }, discard: 'unmap' };
}

function jobOf(place: number): string {
  return `copying${place}`;
}

async function beginBackups(qmp: Qmp, count: number): Promise<void> {
  const actions = Array.from({ length: count }, (_, place) => ({
    type: 'blockdev-backup' as const,
    data: { 'job-id': jobOf(place), device: diskNode(place), target: copyNode(place), sync: 'top' as const },
  }));
  await qmp.execute('transaction', { actions });
}

async function backupsEnd(
  events: AsyncIterableIterator<{ readonly data: { readonly id: string; readonly status: string } }>,
  count: number,
  signal: AbortSignal,
): Promise<void> {
  const running = new Set(Array.from({ length: count }, (_, place) => jobOf(place)));
  const failed: string[] = [];
  const stop = (): void => void events.return?.();
  signal.addEventListener('abort', stop);
  try {
    while (running.size > 0) {
      const { done, value } = await events.next();
      signal.throwIfAborted();
      if (done) throw new IngotError('unavailable', 'The machine ended while its disks were being copied.');
      if (value.data.status === 'aborting') failed.push(value.data.id);
      if (value.data.status === 'null') running.delete(value.data.id);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (failed.length > 0) throw new IngotError('storage-full', 'The disks could not be copied; is there room for them?');
}

/**
 * Has QEMU write out what it still holds of the copies, and let go of them: their tables lie in its memory until then, and a copy
 * without them reads as zeros. To be read only makes it write, and say whether it could.
 *
 * @throws ControlError when it cannot, or has died before.
 */
async function completeCopies(qmp: Qmp, files: readonly CopyFile[]): Promise<void> {
  for (const [place, file] of files.entries()) {
    await qmp.execute('blockdev-reopen', { options: [{ ...nodeOf(place, file), 'read-only': true }] });
    await qmp.execute('blockdev-del', { 'node-name': copyNode(place) });
  }
}

/** @returns whether file systems were at rest while `work` was done. */
async function whileFrozen(
  guest: CopiedGuest,
  freeze: FreezeWish,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<boolean> {
  const agent = freeze === 'no' ? null : await frozen(guest, freeze, signal);
  try {
    await work();
  } finally {
    if (agent) await thaw(guest.places, agent);
  }
  return agent !== null;
}

/** @returns the agent that has frozen the file systems; null when it could not. */
async function frozen(
  { places, agent }: CopiedGuest,
  freeze: FreezeWish,
  signal: AbortSignal,
): Promise<GuestAgent | null> {
  try {
    const listener = await agent(signal);
    // Who comes after us thaws them if we die.
    await writeFile(places.frozen, '');
    try {
      await listener.execute('guest-fsfreeze-freeze', {}, { signal, deadline: FREEZE_PATIENCE });
    } catch (error) {
      await thaw(places, listener);
      throw error;
    }
    return listener;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ControlError)) throw error;
    if (freeze === 'try') return null;
    throw new IngotError(
      'conflict',
      `The file systems of the machine could not be frozen, which its image asks for (os_require_quiesce). ${error.message}`,
      { cause: error },
    );
  }
}

/** To be repeated when it failed: nothing in the guest can write until it has succeeded. */
export async function thaw(places: GuestPlaces, agent: GuestAgent): Promise<void> {
  await agent.execute('guest-fsfreeze-thaw', {}, { deadline: THAW_PATIENCE });
  await rm(places.frozen, { force: true });
}

/** Ends what an earlier copying has left: also one of another process, which died. */
export async function dropCopies(qmp: Qmp): Promise<void> {
  try {
    const jobs = (await qmp.execute('query-jobs', {})).filter(({ type }) => type === 'backup');
    if (jobs.length === 0) return;
    const events = qmp.events('JOB_STATUS_CHANGE');
    for (const { id } of jobs) await qmp.execute('block-job-cancel', { device: id, force: true });
    const running = new Set(jobs.map(({ id }) => id));
    for await (const { data } of events) {
      if (data.status === 'null') running.delete(data.id);
      if (running.size === 0) break;
    }
  } catch (error) {
    // It has ended, or its jobs have.
    if (!(error instanceof ControlError)) throw error;
  }
}

/** Lets QEMU let go of the files of copies that nobody reads. */
export async function closeCopies(qmp: Qmp): Promise<void> {
  try {
    for (const node of await qmp.execute('query-named-block-nodes', { flat: true })) {
      const name = node['node-name'];
      if (name?.startsWith('copy')) await qmp.execute('blockdev-del', { 'node-name': name });
    }
  } catch (error) {
    // It has ended, which closes everything.
    if (!(error instanceof ControlError)) throw error;
  }
}
