import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BARE_ENVIRONMENT, fenced } from '@ingot/disk';
import type { Fence } from './start-child.ts';

const execute = promisify(execFile);

/** The better fence that works on this machine, and why it is not the best. */
export async function chooseFence(): Promise<{ readonly fence: Fence; readonly warning: string | null }> {
  const limits = { memory: 2 ** 30, cpu: 5, fileSize: 0 };
  const [program = '', ...args] = fenced(['true'], limits, { read: [], write: [] });
  try {
    await execute(program, args, { env: BARE_ENVIRONMENT });
    return { fence: 'bubblewrap', warning: null };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = error.message.replaceAll(/\s+/g, ' ');
    return {
      fence: 'permissions',
      warning: `Disks are inspected under limits, but without bubblewrap to keep the process from the network: ${reason}`,
    };
  }
}
