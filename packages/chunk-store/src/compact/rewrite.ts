/**
 * Rewrites a group of packs: what lives in them is checked, copied into a new pack, and served from there.
 *
 *     living chunks, in disk order ──► read ──► check, compress (a thread) ──► new pack ──► seal
 *                                                                                            │
 *     delete the packs that are empty now ◄── one transaction changes the places of the rows ┘
 *
 * A crash anywhere leaves the state before or after that transaction, and a pack that nothing needs: the new one, or
 * the old ones. Readers that had located a chunk in an old pack find it gone and ask the index again.
 */
import type { Amount, ChunkIndex, Lease } from '../index/chunk-index.ts';
import { deletePacks } from '../collect/dead-packs.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import { newPackId } from '../packs/pack-id.ts';
import { PackWriter, type PackRecord } from '../packs/pack-writer.ts';
import { pastCaches, type ReadablePacks } from '../packs/past-caches.ts';
import type { StoredChunk } from '../index/chunk-location.ts';
import type { ChunkLoader } from '../read/chunk-loader.ts';
import { packRuns, type PackRun } from '../read/pack-runs.ts';
import { isChunkStoreError } from '../errors.ts';
import type { PackGroup } from './compaction-policy.ts';
import type { LivingChunk } from './disk-order.ts';
import { livingChunks, type LivingChunks } from './living-chunks.ts';
import type { Repacked, Repacker } from './repacker.ts';

export interface RewriteStore {
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
  readonly loader: ChunkLoader;
  readonly repacker: Repacker;
  /** Told of a chunk that was read twice and is damaged. */
  readonly onDamage: (chunk: StoredChunk) => void;
}

/** How it is done. */
export interface Rewriting {
  readonly lease: Lease;
  /** Asked before so many bytes are read. */
  readonly pace: { take(bytes: number): Promise<void> };
  readonly signal: AbortSignal;
  /** zstd level to try; 0 leaves chunks as they are. */
  readonly level: number;
}

/** What has come of a group. */
export interface Rewritten {
  /** Packs that are gone. */
  readonly deletedPacks: number;
  readonly moved: Amount;
  /** Bytes that were read. */
  readonly readBytes: number;
  /** Bytes that the packs which are gone took, less those of the new one; below zero when little could be freed. */
  readonly freedBytes: number;
  /** Processor time of checking and compressing, in milliseconds. */
  readonly cpu: number;
  /** Packs, and chunks in packs, that are not what was stored: left where they are. A sentence each. */
  readonly damage: readonly string[];
}

/** Chunks of a group that are compressed to see whether it pays: a sixteenth of a full pack. */
const SAMPLE = 16;
/** Share of the sample that has to go. */
const WORTH = 0.1;

/** @throws ChunkStoreError 'storage-full', 'lease-lost', 'io' and the like, or the signal's reason; nothing is left behind. */
export async function rewriteGroup(store: RewriteStore, group: PackGroup, how: Rewriting): Promise<Rewritten> {
  const packs = pastCaches(store.backend);
  const living = await livingChunks({ ...store, packs }, group);
  const sum = { readBytes: 0, cpu: 0, damage: [...living.damaged.values()] };
  const nothing = { deletedPacks: 0, moved: { chunks: 0, bytes: 0 }, freedBytes: 0 };
  if (how.level > 0 && !(await compressionPays(store, living.chunks, how, sum))) {
    await store.index.notePackLevel(how.lease, living.from, how.level);
    return { ...sum, ...nothing };
  }
  return { ...nothing, ...(await copyAndMove(store, group, living, how, sum)), ...sum };
}

interface Sum {
  readBytes: number;
  cpu: number;
  readonly damage: string[];
}

type Moved = Pick<Rewritten, 'deletedPacks' | 'moved' | 'freedBytes'>;

async function copyAndMove(
  store: RewriteStore,
  group: PackGroup,
  living: LivingChunks,
  how: Rewriting,
  sum: Sum,
): Promise<Moved | null> {
  const { backend, index } = store;
  let writer: PackWriter | null = null;
  try {
    for await (const records of repackedRecords(store, living.chunks, how, sum)) {
      writer ??= await openWriter(store, how.lease);
      await writer.append(records);
    }
    if (!writer) return null;
    how.signal.throwIfAborted();
    const storedBytes = await writer.seal();
    const level = how.level > 0 ? how.level : Math.min(...group.map((pack) => pack.level));
    const move = { pack: writer.pack, storedBytes, entries: writer.entries, from: living.from, level };
    const { moved, emptied } = await index.movePack(how.lease, move);
    // Every one of them has been swept in the meantime.
    const useless = moved.chunks === 0 ? [{ pack: writer.pack, storedBytes }] : [];
    const deleted = await deletePacks(store, [...emptied, ...useless]);
    return { moved, deletedPacks: emptied.length, freedBytes: deleted.bytes - storedBytes };
  } catch (error) {
    // Closes the file. What cannot be removed now is a dead pack, which a collection knows of.
    await Promise.allSettled([writer?.discard() ?? null]);
    await Promise.allSettled([giveUp(backend, index, how.lease)]);
    throw error;
  }
}

async function openWriter({ backend, index }: RewriteStore, lease: Lease): Promise<PackWriter> {
  const pack = newPackId();
  await index.openPack(lease, pack);
  return PackWriter.create(backend, pack);
}

/** Packs that were moved are everybody's, and not taken back. */
async function giveUp(backend: PackBackend, index: ChunkIndex, lease: Lease): Promise<void> {
  const packs = await index.takeBack(lease);
  await deletePacks(
    { backend, index },
    packs.map((pack) => ({ pack, storedBytes: 0 })),
  );
}

/** Reads and checks chunks, as many together as lie together, and leaves out damaged ones. */
async function* repackedRecords(
  store: RewriteStore,
  chunks: readonly LivingChunk[],
  { pace, signal, level }: Pick<Rewriting, 'pace' | 'signal' | 'level'>,
  sum: Sum,
): AsyncGenerator<PackRecord[]> {
  const packs = pastCaches(store.backend);
  const kinds = new Map(chunks.map(({ entry }) => [entry.id, entry.kind]));
  for (const run of packRuns(chunks.map(({ pack, entry }) => ({ id: entry.id, location: { pack, ...entry } })))) {
    await pace.take(run.length);
    signal.throwIfAborted();
    const { chunks: repacked, cpu } = await repackRun(packs, store.repacker, run, level);
    sum.readBytes += run.length;
    sum.cpu += cpu;
    const records: PackRecord[] = [];
    for (const [position, chunk] of run.chunks.entries()) {
      const { id, location } = chunk;
      // What was spoilt on the way is not spoilt in the store: nothing is called damaged that was read only once.
      const result = repacked[position] ?? (await repackAgain(packs, store.repacker, chunk, level));
      if (result) records.push({ id, kind: kinds.get(id) ?? 'data', plainLength: location.plainLength, ...result });
      else if (await isServed(store.index, chunk)) {
        sum.damage.push(`chunk ${id} in pack ${run.pack} is not what was stored`);
        store.onDamage(chunk);
      }
    }
    if (records.length > 0) yield records;
  }
}

/** A collection may have forgotten the last chunk of a pack, and deleted it, since its chunks were listed. */
async function isServed(index: ChunkIndex, { id, location }: StoredChunk): Promise<boolean> {
  const place = (await index.locate([id])).get(id);
  return place?.pack === location.pack && place.offset === location.offset;
}

async function repackRun(packs: ReadablePacks, repacker: Repacker, run: PackRun, level: number): Promise<Repacked> {
  const bytes = await readOrNull(packs, run);
  if (!bytes) return { chunks: [], cpu: 0 };
  const pieces = run.chunks.map(({ id, location }) => {
    const start = location.offset - run.offset;
    return { ...location, id, bytes: bytes.subarray(start, start + location.storedLength) };
  });
  return repacker.repack(pieces, level);
}

async function repackAgain(packs: ReadablePacks, repacker: Repacker, chunk: StoredChunk, level: number) {
  const { pack, offset, storedLength } = chunk.location;
  const run = { pack, offset, length: storedLength, chunks: [chunk] };
  return (await repackRun(packs, repacker, run, level)).chunks[0] ?? null;
}

/** Null when the pack ends before, or is gone. */
async function readOrNull(packs: ReadablePacks, { pack, offset, length }: PackRun): Promise<Buffer | null> {
  try {
    return await packs.read(pack, offset, length);
  } catch (error) {
    if (!isChunkStoreError(error, 'corrupt') && !isChunkStoreError(error, 'missing')) throw error;
    return null;
  }
}

/** Compresses a few chunks from all over the group, so that what does not compress is not copied in vain. */
async function compressionPays(
  store: RewriteStore,
  chunks: readonly LivingChunk[],
  how: Rewriting,
  sum: Sum,
): Promise<boolean> {
  const stride = Math.ceil(chunks.length / SAMPLE);
  const sample = chunks.filter((_, position) => position % stride === 0);
  const before = sample.reduce((bytes, { entry }) => bytes + entry.storedLength, 0);
  let after = 0;
  for await (const records of repackedRecords(store, sample, how, sum)) {
    for (const { bytes } of records) after += bytes.length;
  }
  return after <= before * (1 - WORTH);
}
