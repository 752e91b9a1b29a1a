/**
 * Works on disks, and is killed at one call to the file system: `killed-disks.ts DIRECTORY MOMENT`, the moment counted from 1.
 * Prints `done` when there are fewer calls. The disks and the trees are those of `KILLED`.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { VolumeId } from '../../../kernel/ids.ts';

const [directory = '', moment = ''] = process.argv.slice(2);
let calls = 0;
let counting = false;

function dieAt(): void {
  if (!counting) return;
  calls += 1;
  if (calls === Number(moment)) process.kill(process.pid, 'SIGKILL');
}

type Call = (...args: readonly unknown[]) => unknown;

function deadly(object: object, names: readonly string[]): void {
  for (const name of names) {
    const call: Call = Reflect.get(object, name);
    Reflect.set(object, name, function counted(this: unknown, ...args: readonly unknown[]) {
      dieAt();
      return Reflect.apply(call, this, args);
    });
  }
}

const handle = await fs.promises.open(import.meta.filename);
deadly(Object.getPrototypeOf(handle), ['write', 'truncate', 'sync', 'datasync']);
await handle.close();
deadly(fs.promises, ['chmod', 'link', 'mkdir', 'open', 'rename', 'rm', 'rmdir']);
syncBuiltinESMExports();

// Only now, so that they have the deadly calls.
const { KILLED } = await import('./killed-scene.ts');
const { diskWorld } = await import('./disk-world.ts');
const world = await diskWorld({ directory });
const { disks, layers, work } = world.service;
const [lazy, ready] = [await world.tree(KILLED.lazy.chunks), await world.tree(KILLED.ready.chunks)];

async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await new Promise((resolve) => setImmediate(resolve));
}

async function create(id: VolumeId, tree: typeof lazy): Promise<void> {
  await disks.create(id, { kind: 'tree', ...tree }, KILLED.size);
}

counting = true;
await create(KILLED.lazy.id, lazy);
world.ready.add(ready.root);
work.start();
await until(() => layers.isReady(ready.root));
await create(KILLED.ready.id, ready);
await disks.create(KILLED.blank.id, { kind: 'blank' }, KILLED.size);
await disks.extend(KILLED.blank.id, 2 * KILLED.size);
await create(KILLED.removed.id, ready);
await disks.remove(KILLED.removed.id);
counting = false;
process.stdout.write('done');
process.exit(0);
