import { spawn } from 'node:child_process';
import { access, constants, readdir } from 'node:fs/promises';
import path from 'node:path';
import { BARE_ENVIRONMENT, killGroup } from '@ingot/disk';
import { hasErrno } from '../../kernel/errno.ts';
import { QEMU, type Accelerator } from './qemu-command.ts';

/** Milliseconds in which a kernel comes to its end that has no file system: it takes half a second where KVM works. */
const PATIENCE = 5000;
const KERNELS = '/boot';

/**
 * Whether KVM runs guests here. That its device opens proves nothing: on some hosts it lets a guest hang as soon as its
 * kernel begins. So a kernel is started, until it panics for want of a file system.
 *
 * @param kernel to be tried; null for the newest one of this machine. Without any guests are emulated.
 */
export async function findAccelerator(kernel: string | null): Promise<{ accelerator: Accelerator; reason: string }> {
  try {
    await access('/dev/kvm', constants.R_OK | constants.W_OK);
  } catch {
    return { accelerator: 'tcg', reason: '/dev/kvm is not there, or not for us.' };
  }
  const tried = kernel ?? (await newestKernel());
  if (tried === null) {
    return { accelerator: 'tcg', reason: `There is no kernel in ${KERNELS} to try KVM with (machines.probe-kernel).` };
  }
  const works = await panics(tried);
  return works
    ? { accelerator: 'kvm', reason: 'A kernel ran on it.' }
    : { accelerator: 'tcg', reason: `A kernel that was started with KVM did not run within ${PATIENCE} ms.` };
}

async function newestKernel(): Promise<string | null> {
  let names: string[];
  try {
    names = await readdir(KERNELS);
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return null;
    throw error;
  }
  const kernels = names.filter((name) => name.startsWith('vmlinuz'));
  const [newest] = kernels.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newest === undefined ? null : path.join(KERNELS, newest);
}

async function panics(kernel: string): Promise<boolean> {
  const words = '-nodefaults -no-user-config -no-reboot -display none -accel kvm -cpu host -m 256 -serial stdio';
  const args = ['-kernel', kernel, '-append', 'console=ttyS0 panic=-1'];
  const child = spawn(QEMU, [...words.split(' '), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: BARE_ENVIRONMENT,
    detached: true,
  });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), PATIENCE);
  let said = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    said = (said + text).slice(-4096);
    if (said.includes('Kernel panic')) resolve(true);
  });
  child.on('error', () => resolve(false)).on('close', () => resolve(false));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    if (child.pid !== undefined) killGroup(child.pid);
  }
}
