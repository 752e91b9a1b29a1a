import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readOverlay } from '@ingot/disk';
import type { HardwareDisk } from '../hypervisor.ts';

/** What a guest's QEMU may use. */
export interface GuestLimits {
  /** Of its address space, in bytes. */
  readonly memory: number;
  /** Of any file that it writes, in bytes. */
  readonly fileSize: number;
  readonly hasNetwork: boolean;
  readonly hasKvm: boolean;
}

/** Threads: one for each virtual processor, and those that read and write disks. The kernel does not count what root runs. */
const MAX_PROCESSES = 1024;
const MAX_OPEN_FILES = 1024;

/**
 * How a guest's QEMU is started: under limits, and inside bubblewrap, where there is nothing but the system's programs and
 * the files of this guest, and no network unless it is to have one. Unlike other programs behind a fence it outlives the
 * process that starts it. All of it is one process group.
 */
export function fencedGuest(command: readonly string[], limits: GuestLimits, mounts: readonly string[]): string[] {
  const kvm = limits.hasKvm ? ['--dev-bind', '/dev/kvm', '/dev/kvm'] : [];
  const network = limits.hasNetwork ? ['--share-net', '--ro-bind-try', '/etc/resolv.conf', '/etc/resolv.conf'] : [];
  const limited = ['prlimit', `--nproc=${MAX_PROCESSES}`, ...limitOptions(limits), '--', ...command];
  return ['bwrap', ...EMPTY_WORLD, ...network, ...kvm, ...mounts, '--', ...limited];
}

/** The same where bubblewrap does not work, as in many containers: limits only. */
export function unfencedGuest(command: readonly string[], limits: GuestLimits): string[] {
  return ['prlimit', ...limitOptions(limits), '--', ...command];
}

/** See bwrap(1). */
const EMPTY_WORLD = [
  '--unshare-all --cap-drop ALL --chdir /',
  '--dev /dev --tmpfs /tmp --ro-bind /usr /usr',
  ...['/bin', '/lib', '/lib64', '/etc/ld.so.cache', '/etc/alternatives'].map((at) => `--ro-bind-try ${at} ${at}`),
].flatMap((options) => options.split(' '));

/** See prlimit(1). */
function limitOptions({ memory, fileSize }: GuestLimits): string[] {
  // What a tenant's bytes made of the memory is not left on the disk.
  return [`--as=${memory}`, `--fsize=${fileSize}`, `--nofile=${MAX_OPEN_FILES}`, '--core=0'];
}

/**
 * The files of a guest as bubblewrap is to show them, each where it lies. The socket of the server of trees is seen by its
 * directory, so that it is found again after that server was started anew; what else is in there is hidden.
 *
 * @param directory of the guest.
 * @param trees where that socket lies.
 */
export async function guestMounts(
  directory: string,
  trees: string,
  { disks }: { readonly disks: readonly Pick<HardwareDisk, 'path'>[] },
): Promise<string[]> {
  const entries = await readdir(trees, { withFileTypes: true });
  const hidden = entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(trees, name));
  const mounts = ['--ro-bind', trees, trees, ...hidden.flatMap((each) => ['--tmpfs', each])];
  for (const { path: disk } of disks) {
    const { backing } = await readOverlay(disk);
    const layer = backing === null ? null : layerOf(disk, backing, trees);
    if (layer !== null) mounts.push('--ro-bind', layer, layer);
    mounts.push('--bind', disk, disk);
  }
  return [...mounts, '--bind', directory, directory];
}

/**
 * Where the layer lies that a disk stands on. One that stands on the tree itself, over the socket, may be moved onto the
 * layer's file before QEMU has opened it, so that directory is shown as well.
 */
function layerOf(disk: string, backing: string, trees: string): string | null {
  const [, root] = /^json:.*"export":"([0-9a-f]{64})"/.exec(backing) ?? [];
  if (root !== undefined) return path.join(trees, 'layers', root);
  return backing.startsWith('json:') ? null : path.dirname(path.resolve(path.dirname(disk), backing));
}
