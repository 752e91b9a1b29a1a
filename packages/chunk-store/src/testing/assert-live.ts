import assert from 'node:assert/strict';
import type { LiveRoot } from '../collect/mark.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { get, type TemporaryStore } from './temporary-store.ts';

/** Of a store that holds nothing. */
export const NO_USAGE = { packs: 0, storedBytes: 0, chunks: 0, liveBytes: 0, plainBytes: 0 };

/** The contents that something refers to, by root: what the service's database would say. */
export type Live = ReadonlyMap<TreeRoot, Buffer>;

/** The live roots as a collection asks for them. */
export async function* liveRoots(live: Live): AsyncGenerator<LiveRoot> {
  for (const root of live.keys()) yield { root, keptBy: 'image' };
}

/** Starts anew, recovers and collects; what is left has to be the live content, byte for byte, and nothing else. */
export async function assertOnlyLive(temporary: TemporaryStore, live: Live): Promise<void> {
  const store = await temporary.reopen();
  await store.recover();
  await store.collect(() => liveRoots(live));
  for (const [root, content] of live) assert.ok((await get(store, root)).equals(content), 'live content has changed');
  const packs = await Array.fromAsync(temporary.backend.list());
  const files = await temporary.files();
  assert.deepEqual(files.toSorted(), packs.map((pack) => `${pack}.pack`).toSorted(), 'an open pack is left');
  assert.equal((await store.usage()).packs, packs.length, 'index and backend know different packs');
  if (live.size === 0) {
    assert.deepEqual(files, [], 'a pack is left that nobody needs');
    assert.deepEqual(await store.usage(), NO_USAGE);
  }
}
