import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BARE_ENVIRONMENT } from '@ingot/disk';
import { QEMU } from './qemu-command.ts';

/** Why QEMU cannot be started here, as a sentence; null when it can. */
export async function programProblem(): Promise<string | null> {
  try {
    await promisify(execFile)(QEMU, ['--version'], { env: BARE_ENVIRONMENT });
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `Machines cannot be run: ${QEMU} does not start (package qemu-system-x86). ${reason}`;
  }
}
