import { chunkIdOf, type ChunkId } from '../chunk-id.ts';
import type { ChunkIndex, Lease } from '../index/chunk-index.ts';
import type { PackEntry } from '../packs/pack-entry.ts';
import { newPackId, type PackId } from '../packs/pack-id.ts';

/** What the suites of the chunk index fill one with: chunks by a prefix and a number. */

export function ingest(index: ChunkIndex, { owner = 'me', expiresAt = 1000 } = {}): Promise<Lease> {
  return index.openLease({ kind: 'ingest', owner, now: 0, expiresAt });
}

export async function open(index: ChunkIndex, lease: Lease): Promise<PackId> {
  const pack = newPackId();
  await index.openPack(lease, pack);
  return pack;
}

export async function register(index: ChunkIndex, lease: Lease, entries: readonly PackEntry[]): Promise<PackId> {
  const pack = await open(index, lease);
  await index.registerPack(lease, pack, 1000, entries);
  return pack;
}

/** Quarantines all that these packs hold. */
export async function condemn(index: ChunkIndex, packs: readonly PackId[]): Promise<void> {
  for (const pack of packs) {
    const chunks = (await index.chunksIn(pack)).map((chunk) => ({ ...chunk, damage: 'corrupt' }) as const);
    await index.quarantine(chunks, 0);
  }
}

export function idsIn(chunks: readonly { readonly id: ChunkId }[]): ChunkId[] {
  return chunks.map(({ id }) => id);
}

export async function deadPacks(index: ChunkIndex, after: PackId | null = null, limit = 100): Promise<PackId[]> {
  return (await index.deadPacks({ after, limit })).map(({ pack }) => pack);
}

export function idsOf(prefix: string, count: number): ChunkId[] {
  return Array.from({ length: count }, (_, number) => chunkIdOf(Buffer.from(`${prefix} ${number}`)));
}

export function entriesOf(prefix: string, count: number): PackEntry[] {
  return idsOf(prefix, count).map((id, position) => ({
    id,
    kind: 'data',
    codec: position % 2 === 0 ? 'plain' : 'zstd',
    offset: 16 + position * 100,
    storedLength: 100,
    plainLength: 262_144,
    crc: 0xffff_ffff - position,
  }));
}

export async function marked(
  index: ChunkIndex,
  lease: Lease,
  ids: readonly ChunkId[],
  mark: number,
): Promise<ChunkId[]> {
  return (await index.mark(lease, ids, mark)).map(({ id }) => id);
}
