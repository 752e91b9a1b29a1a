import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bufferSource, hiveImage, withHiveChecksum } from '../testing/index.ts';
import type { HiveData, HiveOptions } from '../testing/index.ts';
import type { Hive } from './index.ts';
import { isHive, openHive } from './index.ts';

const open = (image: Buffer): Promise<Hive> => openHive(bufferSource(image));

async function namesBelow(hive: Hive, path: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for await (const key of (await hive.key(path))?.subkeys() ?? []) names.push(key.name);
  return names;
}

/** What a value of a hive made for it reads as. */
async function read(data: HiveData): Promise<unknown> {
  const value = await (await open(hiveImage({ Key: { name: data } }))).key(['key']).then((key) => key?.value('NAME'));
  assert.ok(value, 'not found');
  return [value.type, value.data];
}

const malformed = { name: 'DiskError', code: 'malformed' };

suite('registry hives', () => {
  test('finds keys and values by any case, and null where there are none', async () => {
    const hive = await open(hiveImage({ 'Select\\Übersicht\\Ключ': { Имя: 'да', '': 'default' } }));
    const key = await hive.key(['SELECT', 'üBERSICHT', 'кЛЮЧ']);
    assert.equal(key?.name, 'Ключ');
    assert.deepEqual(await key.value('иМЯ'), { name: 'Имя', type: 'sz', data: 'да' });
    assert.deepEqual(await key.value(''), { name: '', type: 'sz', data: 'default' });
    assert.equal(await key.value('other'), null);
    assert.equal(await hive.key(['Select', 'other', 'Ключ']), null);
    assert.equal((await hive.key([]))?.name, 'ROOT');
  });

  test('reads values by their type', async () => {
    assert.deepEqual(await read('Windows 10 Pro'), ['sz', 'Windows 10 Pro']);
    assert.deepEqual(await read({ type: 2, bytes: Buffer.from('%SystemRoot%', 'utf16le') }), [
      'expand-sz',
      '%SystemRoot%',
    ]);
    assert.deepEqual(await read(['one', 'two']), ['multi-sz', ['one', 'two']]);
    assert.deepEqual(await read([]), ['multi-sz', []]);
    assert.deepEqual(await read(4_000_000_000), ['dword', 4_000_000_000]);
    assert.deepEqual(await read({ type: 5, bytes: Buffer.from([0, 0, 1, 2]) }), ['dword', 258]);
    assert.deepEqual(await read(2n ** 63n), ['qword', 2n ** 63n]);
    assert.deepEqual(await read(Buffer.from([1, 2, 3])), ['binary', Buffer.from([1, 2, 3])]);
    assert.deepEqual(await read(Buffer.alloc(0)), ['binary', Buffer.alloc(0)]);
    assert.deepEqual(await read({ type: 4, bytes: Buffer.from([1]) }), ['binary', Buffer.from([1])]);
  });

  test('reads data of many segments', async () => {
    for (const length of [16_344, 16_345, 32_688, 100_000]) {
      const data = Buffer.from(Array.from({ length }, (_, index) => (index * 7) & 0xff));
      assert.deepEqual(await read(data), ['binary', data]);
    }
  });

  for (const lists of ['lf', 'lh', 'li', 'ri'] satisfies HiveOptions['lists'][]) {
    test(`lists the keys of ${lists} lists in order`, async () => {
      const names = Array.from({ length: 101 }, (_, index) => `key ${String(index).padStart(3, '0')}`);
      const keys = Object.fromEntries(names.map((name) => [`Parent\\${name}`, {}]));
      const hive = await open(hiveImage(keys, { lists }));
      assert.deepEqual(await namesBelow(hive, ['parent']), names);
      assert.deepEqual(await namesBelow(hive, ['parent', 'key 007']), []);
    });
  }

  test('says when a write was under way', async () => {
    assert.equal((await open(hiveImage())).dirty, false);
    assert.equal((await open(hiveImage({}, { dirty: true }))).dirty, true);
  });

  test('knows a hive by its head', () => {
    assert.ok(isHive(hiveImage()));
    assert.ok(!isHive(Buffer.from('MZ')));
  });

  test('refuses what is no hive, cut off, damaged or of another kind', async () => {
    await assert.rejects(open(Buffer.alloc(8192)), malformed);
    await assert.rejects(open(hiveImage().subarray(0, 600)), malformed);
    await assert.rejects(open(hiveImage().subarray(0, 8191)), malformed);
    const damaged = hiveImage();
    damaged.writeUInt8(1, 100);
    await assert.rejects(open(damaged), malformed);
    for (const [at, word] of [
      [20, 2],
      [24, 7],
      [28, 1],
    ] as const) {
      const other = hiveImage();
      other.writeUInt32LE(word, at);
      await assert.rejects(open(withHiveChecksum(other)), { name: 'DiskError', code: 'unsupported' });
    }
  });

  test('refuses a key that is listed by another than its parent, or by itself', async () => {
    const image = hiveImage({ A: {} });
    const root = 4096 + image.readUInt32LE(36) + 4;
    const list = 4096 + image.readUInt32LE(root + 28) + 4;
    image.writeUInt32LE(image.readUInt32LE(36), list + 4);
    image.writeUInt32LE(image.readUInt32LE(36), root + 16);
    await assert.rejects(namesBelow(await open(image), []), malformed);
    const orphan = hiveImage({ A: {} });
    orphan.writeUInt32LE(8, 4096 + orphan.readUInt32LE(list + 4) + 4 + 16);
    await assert.rejects(namesBelow(await open(orphan), []), malformed);
  });

  test('refuses a key that has fewer or more keys than it claims', async () => {
    for (const claimed of [1, 3, 0xffff_ffff]) {
      const image = hiveImage({ A: {}, B: {} });
      image.writeUInt32LE(claimed, 4096 + image.readUInt32LE(36) + 4 + 20);
      await assert.rejects(namesBelow(await open(image), []), malformed);
    }
  });

  test('refuses a value that claims more than can be', async () => {
    const image = hiveImage({ A: { name: Buffer.alloc(100) } });
    const value = image.indexOf('vk', 4096, 'latin1');
    image.writeUInt32LE(0x7fff_ffff, value + 4);
    const readIt = async (): Promise<unknown> => (await (await open(image)).key(['A']))?.value('name');
    await assert.rejects(readIt(), { name: 'DiskError', code: 'limit-exceeded' });
    image.writeUInt32LE(101, value + 4);
    await assert.rejects(readIt(), malformed);
  });
});
