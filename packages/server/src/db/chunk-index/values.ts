import {
  chunkIdToBytes,
  ChunkStoreError,
  parsePackId,
  type ChunkCodec,
  type ChunkLocation,
  type PackEntry,
  type PackId,
} from '@ingot/chunk-store';
import type { ChunkTable } from './tables.ts';

/** Ids in one statement: well below the number of parameters that SQLite and PostgreSQL take. */
const IDS_PER_STATEMENT = 256;

const CODECS: readonly ChunkCodec[] = ['plain', 'zstd'];

/** Cuts a list into pieces that fit one statement each. */
export function slices<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / IDS_PER_STATEMENT) }, (_, slice) =>
    items.slice(slice * IDS_PER_STATEMENT, (slice + 1) * IDS_PER_STATEMENT),
  );
}

/** @throws ChunkStoreError 'corrupt' when a row names what cannot be a pack. */
export function toPackId(text: string): PackId {
  const pack = parsePackId(text);
  if (!pack) throw new ChunkStoreError('corrupt', `the index names an impossible pack, ${text}`);
  return pack;
}

/** @throws ChunkStoreError 'corrupt' when a row has a number that no codec has. */
function toCodec(number: number): ChunkCodec {
  const codec = CODECS[number];
  if (!codec) throw new ChunkStoreError('corrupt', `the index names the unknown codec ${number}`);
  return codec;
}

/** The row of a chunk that lies in the pack with this number. @param seen epoch of the lease that stored or moved it */
export function toChunkRow(entry: PackEntry, pack: number, seen: number): ChunkTable {
  return {
    id: chunkIdToBytes(entry.id),
    pack,
    offset: entry.offset,
    stored_length: entry.storedLength,
    plain_length: entry.plainLength,
    codec: CODECS.indexOf(entry.codec),
    crc: entry.crc,
    seen,
    mark: 0,
  };
}

/** What `toLocation` needs of a table of chunks as `chunk`, joined with `store_pack` as `pack`. */
export const LOCATION_COLUMNS = [
  'pack.id as packId',
  'chunk.offset',
  'chunk.stored_length',
  'chunk.plain_length',
  'chunk.codec',
  'chunk.crc',
] as const;

interface LocationRow {
  readonly packId: string;
  readonly offset: number;
  readonly stored_length: number;
  readonly plain_length: number;
  readonly codec: number;
  readonly crc: number;
}

/** @throws ChunkStoreError 'corrupt' when the row cannot be right. */
export function toLocation(row: LocationRow): ChunkLocation {
  const { offset, stored_length: storedLength, plain_length: plainLength, crc } = row;
  return { pack: toPackId(row.packId), offset, storedLength, plainLength, codec: toCodec(row.codec), crc };
}
