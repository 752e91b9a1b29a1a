import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import { localBackend } from '../backends/local/local-backend.ts';
import { chunkIdOf } from '../chunk-id.ts';
import { noise } from '../testing/content.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { newPackId } from './pack-id.ts';
import { PackWriter, type PackRecord } from './pack-writer.ts';
import { readPackIndex } from './read-pack-index.ts';

const directory = await mkdtemp(join(tmpdir(), 'ingot-packs-'));
const backend = await localBackend(directory);
after(async () => {
  await backend.close();
  await rm(directory, { recursive: true });
});

function record(length: number, kind: PackRecord['kind']): PackRecord {
  const bytes = noise(length, length);
  return { id: chunkIdOf(bytes), kind, codec: 'plain', bytes, plainLength: length, crc: crc32(bytes) };
}

async function writePack(records: readonly PackRecord[]): Promise<PackWriter> {
  const writer = await PackWriter.create(backend, newPackId());
  await writer.append(records.slice(0, 1));
  await writer.append(records.slice(1));
  assert.equal(await writer.seal(), await backend.size(writer.pack));
  return writer;
}

describe('a pack', () => {
  const records = [
    record(100, 'data'),
    { ...record(200, 'page'), codec: 'zstd', plainLength: 300 } as const,
    record(1, 'root'),
  ];

  it('tells by itself what it holds, and where', async () => {
    const { pack } = await writePack(records);
    const entries = await readPackIndex(backend, pack);
    assert.deepEqual(
      entries.map(({ offset, storedLength, ...entry }) => ({ ...entry, storedLength, placed: offset > 0 })),
      records.map(({ bytes, ...entry }) => ({ ...entry, storedLength: bytes.length, placed: true })),
    );
    for (const [position, { offset, storedLength }] of entries.entries()) {
      assert.deepEqual(await backend.read(pack, offset, storedLength), records[position]?.bytes);
    }
  });

  it('has the layout that is written down', async () => {
    const { pack } = await writePack([record(1, 'root')]);
    const bytes = await backend.read(pack, 0, await backend.size(pack));
    const byte = noise(1, 1);
    const crc = Buffer.alloc(4);
    crc.writeUInt32LE(crc32(byte));
    const entry = `${chunkIdOf(byte)}02000000${crc.toString('hex')}10000000000000000100000001000000`;
    const header = `${Buffer.from('INGOTPCK').toString('hex')}0100000000000000`;
    const footer = `${Buffer.from('INGOTIDX').toString('hex')}010000000100000011000000000000000000000000000000`;
    const hashed = Buffer.from(header + entry + footer, 'hex');
    assert.equal(bytes.toString('hex'), header + byte.toString('hex') + entry + footer + chunkIdOf(hashed));
  });

  it('is refused when any byte of header, index or footer has changed, or when it is cut', async () => {
    const { pack, size } = await writePack(records);
    const path = join(directory, 'packs', pack.slice(0, 2), `${pack}.pack`);
    const bytes = await readFile(path);
    const places = [...Array(16).keys(), ...Array.from({ length: bytes.length - size }, (_, place) => size + place)];
    for (const place of places) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(place) ^ 0x40, place);
      await writeFile(path, changed);
      await rejectsWith('corrupt', readPackIndex(backend, pack));
    }
    for (const length of [0, 10, 79, 80, size, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, length));
      await rejectsWith('corrupt', readPackIndex(backend, pack));
    }
    await writeFile(path, bytes);
    assert.equal((await readPackIndex(backend, pack)).length, 3);
  });

  it('that is not there is missing, not corrupt', async () => {
    await rejectsWith('missing', readPackIndex(backend, newPackId()));
  });
});
