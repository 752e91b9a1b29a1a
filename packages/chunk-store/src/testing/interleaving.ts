/**
 * A model of everybody who uses a store at the same time, with chunks of a few bytes so that thousands of orders can be
 * tried: uploads (by the protocol and with the code that ingest uses, without threads), references that come and go,
 * readers, collections, compactions, two processes of which one may die at any call.
 */
import assert from 'node:assert/strict';
import { crc32 } from '../crc.ts';
import { CHUNK_SIZE, chunkIdOf, type ChunkId } from '../chunk-id.ts';
import { collect } from '../collect/collection.ts';
import { deletePacks } from '../collect/dead-packs.ts';
import type { LiveRoot } from '../collect/mark.ts';
import { recover } from '../collect/recovery.ts';
import { compact } from '../compact/compaction.ts';
import { deadBytes, type CompactionAim } from '../compact/compaction-policy.ts';
import { repackChunk } from '../compact/repack-chunk.ts';
import type { Repacker } from '../compact/repacker.ts';
import { isChunkStoreError } from '../errors.ts';
import type { ChunkIndex } from '../index/chunk-index.ts';
import { LeaseKeeper, type HeldLease } from '../index/lease-keeper.ts';
import { PackStream } from '../ingest/pack-stream.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import type { PackRecord } from '../packs/pack-writer.ts';
import { ChunkLoader } from '../read/chunk-loader.ts';
import { decodePage } from '../tree/page.ts';
import { TreeBuilder } from '../tree/tree-builder.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import { noise } from './content.ts';
import { Death } from './death.ts';
import { faulty } from './faulty.ts';
import { dice, Turns, type Dice } from './turns.ts';

/** Three or four chunks. */
const PACK_TARGET_SIZE = 300;
const CHUNKS = 14;
/** Whatever is dead is to be freed. */
const EVERYTHING: CompactionAim = { of: 'wasteful packs', deadShare: 0 };

const inline: Repacker = {
  repack: async (chunks, level) => ({ chunks: chunks.map((chunk) => repackChunk(chunk, level)), cpu: 0 }),
  close: async () => undefined,
};

/** Contents that something refers to: root → all chunks that it reaches. */
type Live = Map<TreeRoot, ReadonlySet<ChunkId>>;

/** What is looked at when everybody has ended. */
interface World {
  readonly index: ChunkIndex;
  readonly backend: PackBackend;
  readonly live: Live;
}

/** Plays a sequence of rounds by `seed` over an empty store, and leaves it empty. @throws AssertionError. */
export async function playInterleaving(
  { index, backend }: { readonly index: ChunkIndex; readonly backend: PackBackend },
  seed: number,
): Promise<void> {
  const numbers = dice(seed);
  const world: World = { index, backend, live: new Map() };
  const first = new Process(world, 'mortal', new Turns(numbers), null);
  for (let left = 3; left > 0; left -= 1) await first.upload(numbers);
  first.end();
  for (let round = 1 + numbers(2); round > 0; round -= 1) {
    await playRound(world, numbers);
    const next = new Process(world, 'mortal', new Turns(numbers), null);
    await next.recover();
    await next.assertReadable();
  }
  await assertExact(world, numbers);
  world.live.clear();
  await assertExact(world, numbers);
  assert.deepEqual(await Array.fromAsync(backend.list()), []);
}

async function playRound(world: World, numbers: Dice): Promise<void> {
  const turns = new Turns(numbers);
  const death = new Death(numbers(2) === 0 ? 0 : 1 + numbers(60), numbers(2) === 0);
  const mortal = new Process(world, 'mortal', turns, death);
  const other = new Process(world, 'other', turns, null);
  const actors = Array.from({ length: 3 + numbers(5) }, () => (numbers(2) === 0 ? mortal : other).act(numbers));
  const outcomes = await turns.play(actors);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled' || isEnd(outcome.reason)) continue;
    throw outcome.reason;
  }
  mortal.end();
  other.end();
}

/** A process that has died, or was taken for dead. */
function isEnd(error: unknown): boolean {
  if (isChunkStoreError(error, 'lease-lost')) return true;
  // Its open pack was litter to a collection, before it came to ask for its lease.
  if (isChunkStoreError(error, 'io') && error.message.endsWith('is not open')) return true;
  return error instanceof Error && (error.message === 'the process is dead' || isEnd(error.cause));
}

/** After two runs there is nothing in the store that no live content reaches, and everything that one does. */
async function assertExact(world: World, numbers: Dice): Promise<void> {
  const last = new Process(world, 'mortal', new Turns(numbers), null);
  await last.recover();
  for (let run = 0; run < 2; run += 1) {
    await last.collect();
    await last.compact(EVERYTHING);
  }
  await last.assertReadable();
  const reached = new Set([...world.live.values()].flatMap((ids) => [...ids]));
  const { chunks, packs, liveBytes, storedBytes } = await world.index.usage();
  assert.equal(chunks, reached.size, 'a dead chunk is kept');
  const listed = await Array.fromAsync(world.backend.list());
  assert.equal(listed.length, packs, 'index and backend know different packs');
  const usage = await world.index.packUsage({ after: 0, limit: 1000 });
  assert.equal(usage.length, packs, 'a pack still belongs to somebody');
  for (const pack of usage) assert.equal(deadBytes(pack), 0, 'dead bytes are kept');
  assert.ok(liveBytes <= storedBytes);
  last.end();
}

/** One process that uses the store, and what it does in it. */
class Process {
  readonly #world: World;
  readonly #turns: Turns;
  readonly #index: ChunkIndex;
  readonly #backend: PackBackend;
  readonly #leases: LeaseKeeper;
  readonly #loader: ChunkLoader;
  /** Nobody else is there to take turns with. */
  readonly #isAlone: boolean;
  #alive = true;

  /** @param death null for a process that takes no turns and does not die: it is alone. */
  constructor(world: World, owner: string, turns: Turns, death: Death | null) {
    this.#world = world;
    this.#turns = turns;
    this.#isAlone = death === null && owner === 'mortal';
    const before = async (method: string, parameters: readonly unknown[]): Promise<void> => {
      if (!this.#isAlone) await turns.turn();
      await death?.before(method, parameters);
    };
    this.#index = faulty(world.index, before, death?.after);
    this.#backend = faulty(world.backend, before, death?.after);
    this.#leases = new LeaseKeeper(this.#index, owner, 60_000, { now: Date.now });
    this.#loader = new ChunkLoader({ backend: this.#backend, index: this.#index }, ({ id }) =>
      assert.fail(`chunk ${id} was read and is damaged`),
    );
  }

  async act(numbers: Dice): Promise<void> {
    const deed = numbers(18);
    if (deed < 5) await this.upload(numbers);
    else if (deed >= 16) await this.#derive(numbers);
    else if (deed < 7) await this.#forget(numbers);
    else if (deed < 9) await onlyOne(this.collect());
    else if (deed < 12) {
      const cold: CompactionAim = { of: 'cold packs', unusedSince: Infinity, level: 1 + numbers(3) };
      await onlyOne(this.compact(numbers(3) === 0 ? cold : EVERYTHING));
    } else if (deed < 15) await this.#read(numbers);
    // A process that was out of touch for too long is taken for dead, and lives.
    else await this.#index.endLeases({ owner: 'mortal', except: [] });
  }

  async recover(): Promise<void> {
    for (const owner of ['mortal', 'other']) await recover({ backend: this.#backend, index: this.#index }, owner, []);
  }

  async collect(): Promise<void> {
    await this.#leased('collection', (lease, signal) =>
      collect(this.#store, lease, () => liveRoots(this.#world.live), { signal }),
    );
  }

  async compact(aim: CompactionAim): Promise<void> {
    const store = {
      ...this.#store,
      repacker: inline,
      packTargetSize: PACK_TARGET_SIZE,
      isBusy: () => false,
      onDamage: () => assert.fail('a compaction has met damage'),
    };
    await this.#leased('compaction', (lease, signal) => compact(store, lease, { aim, signal }));
  }

  async assertReadable(): Promise<void> {
    for (const ids of this.#world.live.values()) await Promise.all(this.#loader.load([...ids]).values());
  }

  end(): void {
    this.#alive = false;
    this.#leases.close();
  }

  get #store() {
    return { backend: this.#backend, index: this.#index, loader: this.#loader };
  }

  async #leased(
    kind: 'collection' | 'compaction',
    work: (lease: HeldLease, signal: AbortSignal) => Promise<unknown>,
  ): Promise<void> {
    const lease = await this.#leases.open(kind);
    try {
      await work(lease, lease.lost);
    } finally {
      await lease.end();
    }
  }

  async upload(numbers: Dice): Promise<void> {
    await this.#ingest(numbers, null);
  }

  /** A tree over the chunks of another one, of which it touches only some. */
  async #derive(numbers: Dice): Promise<void> {
    const base = [...this.#world.live.keys()][numbers(Math.max(this.#world.live.size, 1))];
    if (base) await this.#ingest(numbers, base);
  }

  async #ingest(numbers: Dice, base: TreeRoot | null): Promise<void> {
    const lease = await this.#leases.open('ingest');
    const shared = base === null ? [] : await this.#share(lease, base);
    if (shared === null) return lease.end();
    const packs = new PackStream(this.#store, lease, { packTargetSize: PACK_TARGET_SIZE });
    const reached = new Set<ChunkId>();
    const store = async (bytes: Buffer, kind: PackRecord['kind']): Promise<ChunkId> => {
      const id = chunkIdOf(bytes);
      reached.add(id);
      if (packs.has(id) || (await this.#index.hold(lease, [id])).has(id)) return id;
      await packs.append([{ id, kind, codec: 'plain', bytes, plainLength: bytes.length, crc: crc32(bytes) }]);
      return id;
    };
    const tree = new TreeBuilder((page, kind) => store(page, kind));
    for (const id of shared) {
      reached.add(id);
      await tree.push(id, CHUNK_SIZE);
    }
    for (let left = (base === null ? 1 : 0) + numbers(6); left > 0; left -= 1) {
      await tree.push(await store(noise(100, numbers(CHUNKS)), 'data'), CHUNK_SIZE);
    }
    if (numbers(5) === 0) {
      await packs.discard();
      const own = (await this.#index.takeBack(lease)).map((pack) => ({ pack, storedBytes: 0 }));
      await deletePacks({ backend: this.#backend, index: this.#index }, own);
    } else {
      const root = await tree.finish();
      await packs.finish();
      for (let wait = this.#isAlone ? 0 : numbers(12); wait > 0; wait -= 1) await this.#turns.turn();
      // The transaction of whoever refers to it; it fails for whoever is dead.
      if (numbers(4) > 0 && (await this.#index.renewLease(lease, Date.now() + 60_000)) && this.#alive) {
        this.#world.live.set(root, reached);
      }
    }
    await lease.end();
  }

  /** Some chunks of a tree, which are not held themselves; null when it is not live any more. */
  async #share(lease: HeldLease, base: TreeRoot): Promise<readonly ChunkId[] | null> {
    const held = await this.#index.holdTree(lease, base);
    if (!this.#world.live.has(base)) return null;
    assert.ok(held, 'a live tree is not stored');
    const [page = assert.fail()] = this.#loader.load([base]).values();
    const decoded = decodePage(base, await page);
    return Array.from({ length: decoded.count }, (_, position) => decoded.entry(position)).filter((id) => id !== null);
  }

  async #forget(numbers: Dice): Promise<void> {
    await this.#turns.turn();
    const { live } = this.#world;
    const root = [...live.keys()][numbers(Math.max(live.size, 1))];
    if (root) live.delete(root);
  }

  async #read(numbers: Dice): Promise<void> {
    const { live } = this.#world;
    const [root, ids] = [...live][numbers(Math.max(live.size, 1))] ?? [];
    if (!root || !ids) return;
    const loads = await Promise.allSettled(this.#loader.load([...ids]).values());
    const failed = loads.find((load) => load.status === 'rejected');
    // What nobody refers to any more may go while it is read.
    if (failed && live.get(root) === ids) throw failed.reason;
  }
}

/** In order of the roots, as a database gives them: what comes behind the last one that was read is missed. */
async function* liveRoots(live: Live): AsyncGenerator<LiveRoot> {
  for (let last = ''; ;) {
    const [root] = [...live.keys()].filter((one) => one > last).toSorted();
    if (root === undefined) return;
    yield { root, keptBy: 'image' };
    last = root;
  }
}

/** Of two collections or compactions at once the second is refused. */
async function onlyOne(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isChunkStoreError(error, 'busy')) throw error;
  }
}
