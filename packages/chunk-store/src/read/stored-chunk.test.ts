import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { chunkIdOf } from '../chunk-id.ts';
import { crc32 } from '../crc.ts';
import type { PackBackend, PackReadOptions } from '../packs/pack-backend.ts';
import { newPackId, type PackId } from '../packs/pack-id.ts';
import { contentOf } from '../testing/content.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { get, put } from '../testing/temporary-store.ts';
import { plainChunk } from './stored-chunk.ts';

describe('a stored chunk', () => {
  const bytes = Buffer.from('bytes of a chunk');
  const location = {
    pack: newPackId(),
    offset: 16,
    storedLength: bytes.length,
    plainLength: bytes.length,
    codec: 'plain',
    crc: crc32(bytes),
  } as const;

  it('that came over a network has to have its id, not only its CRC', async () => {
    const other = { id: chunkIdOf(Buffer.from('other bytes')), location };
    assert.deepEqual(await plainChunk({ id: chunkIdOf(bytes), location }, bytes, 'network'), bytes);
    await rejectsWith('corrupt', plainChunk(other, bytes, 'network'));
    assert.deepEqual(await plainChunk(other, bytes, 'disk'), bytes);
  });

  check('that was spoilt on the way is read once more, past the caches', async ({ store, backend, reopen }) => {
    const content = contentOf([1, 2, 3], 100);
    const root = await put(store, content);
    let fresh = 0;
    const spoiling = (origin: PackBackend['origin'], isStored: boolean): PackBackend => ({
      origin,
      create: (pack) => backend.create(pack),
      read: async (pack: PackId, offset: number, length: number, options?: PackReadOptions) => {
        const read = await backend.read(pack, offset, length);
        if (options?.fresh) fresh += 1;
        if (isStored || !options?.fresh) read.writeUInt8(read.readUInt8(length >> 1) ^ 1, length >> 1);
        return read;
      },
      size: (pack) => backend.size(pack),
      delete: (pack) => backend.delete(pack),
      list: () => backend.list(),
      close: async () => undefined,
    });
    for (const origin of ['network', 'disk'] as const) {
      fresh = 0;
      assert.ok((await get(await reopen({ backend: spoiling(origin, false) }), root)).equals(content));
      assert.ok(fresh > 0);
    }
    await rejectsWith('corrupt', get(await reopen({ backend: spoiling('network', true) }), root));
  });
});
