/**
 * One pack held against itself and against the index: header, footer and the pack's own index by their hash, each chunk
 * by CRC and SHA-256, the places by what the database says. Entries lie end to end, so every byte of a pack is covered.
 *
 *     the pack's own index ──┐
 *                            ├─► places, in order ─► read in stretches ─► sound? ─► no: each once more, by itself
 *     chunks served from it ─┘
 *
 * A failed read is not damage. What cannot be read is read again, and is judged only when something else can be.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChunkId } from '../chunk-id.ts';
import { ChunkStoreError, isChunkStoreError } from '../errors.ts';
import type { ChunkIndex } from '../index/chunk-index.ts';
import type { StoredChunk } from '../index/chunk-location.ts';
import type { SealedPack } from '../index/pack-catalog.ts';
import type { Damage, DamagedChunk } from '../index/quarantine-index.ts';
import type { Pace } from '../pace.ts';
import type { ReadablePacks } from '../packs/past-caches.ts';
import type { PackEntry } from '../packs/pack-entry.ts';
import type { PackId } from '../packs/pack-id.ts';
import { readPackIndex } from '../packs/read-pack-index.ts';
import { packRuns, type PackRun } from '../read/pack-runs.ts';
import type { Finding } from './finding.ts';
import type { Verifier } from './verifier.ts';

/** How often a place that could not be read, or was not sound, is read again before it is judged. */
const REREADS = 2;

export interface PackChecker {
  readonly backend: ReadablePacks;
  readonly index: ChunkIndex;
  readonly verifier: Verifier;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Before reading again what could not be read, in milliseconds. */
  readonly rereadDelay: number;
  /** Whether the backend gives bytes of any other pack now. */
  readonly answers: (other: PackId) => Promise<boolean>;
}

export interface PackCheck {
  readonly pack: PackId;
  /** That were read. */
  readonly bytes: number;
  readonly chunks: number;
  readonly findings: readonly Finding[];
  /** Of the chunks that are served from here. */
  readonly damaged: readonly DamagedChunk[];
  /** Entries of the pack that are sound. */
  readonly sound: readonly PackEntry[];
}

/** @throws ChunkStoreError 'missing' when the pack is not there, 'io' and others when it cannot be judged now. */
export async function checkPack(checker: PackChecker, { pack, storedBytes }: SealedPack): Promise<PackCheck> {
  const { backend, index } = checker;
  const served = await index.chunksIn(pack);
  const size = await backend.size(pack);
  const own = await ownIndex(checker, pack);
  const findings: Finding[] = [];
  if (own.problem !== null) findings.push({ pack, kind: 'pack-damaged', count: 1, detail: own.problem });
  else if (size !== storedBytes) {
    findings.push({
      pack,
      kind: 'index-differs',
      count: 1,
      detail: `It has ${size} bytes, not the ${storedBytes} noted.`,
    });
  }
  const differing = own.problem === null ? differingFrom(own.entries, served) : [...served];
  if (own.problem === null && differing.length > 0) {
    const detail = 'The database places chunks of this pack elsewhere than the pack itself.';
    findings.push({ pack, kind: 'index-differs', count: differing.length, detail });
  }
  const places = [...own.entries.map(placed(pack)), ...differing].toSorted(
    (one, other) => one.location.offset - other.location.offset,
  );
  const damages = await damagesOf(checker, places);

  const damaged = served.flatMap((chunk): DamagedChunk[] => {
    const damage = damages.get(keyOf(chunk));
    return damage ? [{ ...chunk, damage }] : [];
  });
  if (damaged.length > 0) {
    const detail = 'Stored bytes are not what was stored; the chunks are quarantined.';
    findings.push({ pack, kind: 'chunks-damaged', count: damaged.length, detail });
  }
  const wasted = damages.size - damaged.length;
  if (wasted > 0) {
    const detail = 'Stored bytes that nothing is served from are damaged.';
    findings.push({ pack, kind: 'waste-damaged', count: wasted, detail });
  }
  const sound = own.entries.filter((entry) => !damages.has(keyOf(placed(pack)(entry))));
  return { pack, bytes: size, chunks: places.length, findings, damaged, sound };
}

interface OwnIndex {
  readonly entries: readonly PackEntry[];
  /** What is wrong with it, as a sentence. */
  readonly problem: string | null;
}

async function ownIndex(checker: PackChecker, pack: PackId): Promise<OwnIndex> {
  for (let reread = 0; ; reread += 1) {
    try {
      return { entries: await readPackIndex(checker.backend, pack), problem: null };
    } catch (error) {
      const unreadable = isReadFailure(error);
      if (!unreadable && !isChunkStoreError(error, 'corrupt')) throw error;
      if (reread < REREADS) {
        if (unreadable) await sleep(checker.rereadDelay, undefined, { signal: checker.signal });
        continue;
      }
      if (unreadable && !(await checker.answers(pack))) throw error;
      return { entries: [], problem: `Header, index or footer cannot be used: ${error.message}.` };
    }
  }
}

function placed(pack: PackId): (entry: PackEntry) => StoredChunk {
  return (entry) => {
    const { id, kind: _, ...place } = entry;
    return { id, location: { pack, ...place } };
  };
}

/** Equal for chunks that are to be looked for at the same place and have to be the same there. */
function keyOf({ id, location }: StoredChunk): string {
  const { offset, storedLength, plainLength, codec, crc } = location;
  return [id, offset, storedLength, plainLength, codec, crc].join();
}

/** The chunks whose place in the database is none of the pack's own. */
function differingFrom(entries: readonly PackEntry[], served: readonly StoredChunk[]): StoredChunk[] {
  const known = new Map<ChunkId, PackEntry>(entries.map((entry) => [entry.id, entry]));
  return served.filter((chunk) => {
    const entry = known.get(chunk.id);
    return !entry || keyOf(placed(chunk.location.pack)(entry)) !== keyOf(chunk);
  });
}

/** What is wrong with the bytes at these places, by `keyOf`. Sound places are absent. */
async function damagesOf(checker: PackChecker, places: readonly StoredChunk[]): Promise<Map<string, Damage>> {
  const damages = new Map<string, Damage>();
  for (const run of packRuns(places)) {
    for (const suspect of await suspectsOf(checker, run)) {
      const damage = await judge(checker, suspect);
      if (damage !== null) damages.set(keyOf(suspect), damage);
    }
  }
  return damages;
}

/** The chunks of a stretch that are not sound on the first reading. */
async function suspectsOf(checker: PackChecker, run: PackRun): Promise<readonly StoredChunk[]> {
  await checker.pace.take(run.length, checker.signal);
  try {
    const bytes = await checker.backend.read(run.pack, run.offset, run.length);
    const sound = await checker.verifier.check(run.offset, bytes, run.chunks);
    return run.chunks.filter((_, position) => !sound[position]);
  } catch (error) {
    if (isChunkStoreError(error, 'corrupt') || isReadFailure(error)) return run.chunks;
    throw error;
  }
}

/** @returns what is wrong; null when nothing is. @throws the failure of a read when nothing can be read now. */
async function judge(checker: PackChecker, chunk: StoredChunk): Promise<Damage | null> {
  for (let reread = 1; ; reread += 1) {
    const look = await readOnce(checker, chunk);
    if (look === 'sound') return null;
    const failure = look instanceof ChunkStoreError ? look : null;
    if (reread < REREADS) {
      if (failure) await sleep(checker.rereadDelay, undefined, { signal: checker.signal });
      continue;
    }
    if (!failure) return look === 'cut' ? 'missing' : 'corrupt';
    if (!(await checker.answers(chunk.location.pack))) throw failure;
    return 'unreadable';
  }
}

/** @returns what is there, or why it cannot be read. */
async function readOnce(
  { backend, verifier, pace, signal }: PackChecker,
  chunk: StoredChunk,
): Promise<'sound' | 'wrong' | 'cut' | ChunkStoreError> {
  const { pack, offset, storedLength } = chunk.location;
  await pace.take(storedLength, signal);
  try {
    const [sound] = await verifier.check(offset, await backend.read(pack, offset, storedLength), [chunk]);
    return sound ? 'sound' : 'wrong';
  } catch (error) {
    if (isChunkStoreError(error, 'corrupt')) return 'cut';
    if (isReadFailure(error)) return error;
    throw error;
  }
}

/** The device says that it cannot. */
function isReadFailure(error: unknown): error is ChunkStoreError {
  return isChunkStoreError(error, 'io');
}
