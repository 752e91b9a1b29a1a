import { fenceProblem } from '@ingot/disk';
import type { Fence } from './start-child.ts';

/** The better fence that works on this machine, and why it is not the best. */
export async function chooseFence(): Promise<{ readonly fence: Fence; readonly warning: string | null }> {
  const problem = await fenceProblem();
  if (problem === null) return { fence: 'bubblewrap', warning: null };
  return {
    fence: 'permissions',
    warning: `Disks are inspected under limits, but without bubblewrap to keep the process from the network: ${problem}`,
  };
}
