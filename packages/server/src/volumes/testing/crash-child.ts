/**
 * Does the work that waits in a directory, and dies by SIGKILL when so many calls of disks and transactions of volumes are
 * done: crash-child.ts DIRECTORY CALLS
 */
import { openCrashWorld } from './crash-world.ts';

const [directory, calls] = process.argv.slice(2);
if (directory === undefined || calls === undefined) throw new Error('usage: crash-child.ts DIRECTORY CALLS');
let left = Number(calls);

async function counted<Result>(call: Promise<Result>): Promise<Result> {
  const result = await call;
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
  return result;
}

const world = await openCrashWorld(directory, {
  wrapDisks: (disks) => ({
    ...disks,
    create: (...how) => counted(disks.create(...how)),
    extend: (...how) => counted(disks.extend(...how)),
    capture: (...how) => counted(disks.capture(...how)),
    remove: (...how) => counted(disks.remove(...how)),
  }),
  wrapStore: (store) => ({ ...store, transaction: (work) => counted(store.transaction(work)) }),
});
await world.startJobs();
await world.idle();
await world.close();
