import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { bufferSource, hiveImage } from '../testing/index.ts';
import type { HiveData, HiveOptions } from '../testing/index.ts';
import { withTemporaryDirectory } from '../testing/qemu-img.ts';
import type { HiveKey, HiveValue } from './index.ts';
import { openHive } from './index.ts';

const run = promisify(execFile);
const MERGED = String.raw`Windows Registry Editor Version 5.00

[\Microsoft]

[\Microsoft\Windows NT]
@="The default"
"ProductName"="Windows 10 Pro"
"UBR"=dword:00000ff0
"Пути"=hex(2):25,00,54,00,25,00,00,00
"Blob"=hex:00,01,02

[\Microsoft\Ünïcode]

[\Software]
`;

/** A key and those below it as `hivexregedit --export` writes them: each a text of its sorted values. */
async function textOf(key: HiveKey, path = ''): Promise<string[]> {
  const values: string[] = [];
  for await (const value of key.values()) values.push(lineOf(value));
  const keys = [[`[${path === '' ? '\\' : path}]`, ...values.toSorted()].join('\n')];
  for await (const subkey of key.subkeys()) keys.push(...(await textOf(subkey, `${path}\\${subkey.name}`)));
  return keys;
}

function lineOf(value: HiveValue): string {
  const name = value.name === '' ? '@' : `"${value.name.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  if (value.type === 'dword') return `${name}=dword:${value.data.toString(16).padStart(8, '0')}`;
  const [type, bytes] = encode(value);
  return `${name}=hex(${type}):${(bytes.toString('hex').match(/../g) ?? []).join(',')}`;
}

function encode(value: Exclude<HiveValue, { type: 'dword' }>): [type: string, bytes: Buffer] {
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
  if (value.type === 'sz' || value.type === 'expand-sz') {
    return [value.type === 'sz' ? '1' : '2', utf16(`${value.data}\0`)];
  }
  if (value.type === 'multi-sz') return ['7', utf16([...value.data, ''].map((text) => `${text}\0`).join(''))];
  if (value.type === 'binary') return ['3', value.data];
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value.data);
  return ['b', bytes];
}

/** The same by hivex. */
async function judged(path: string): Promise<string[]> {
  const { stdout } = await run('hivexregedit', ['--export', path, '\\'], {
    env: { ...process.env, PERL_UNICODE: 'S' },
    maxBuffer: 64 * 1024 * 1024,
  });
  const keys: string[][] = [];
  for (const line of stdout.split('\n').slice(1)) {
    if (line.startsWith('[')) keys.push([line]);
    else if (line !== '') keys.at(-1)?.push(line);
  }
  return keys.map(([key, ...values]) => [key, ...values.toSorted()].join('\n'));
}

async function agreesWithHivex(path: string): Promise<void> {
  const hive = await openHive(bufferSource(await readFile(path)));
  // It has an order of its own.
  assert.deepEqual((await textOf(hive.root)).toSorted(), (await judged(path)).toSorted());
}

const name = fc.string({
  unit: fc.constantFrom('a', 'B', '0', ' ', '_', '{', '"', 'é', 'Ы', 'ж'),
  minLength: 1,
  maxLength: 12,
});
const data: fc.Arbitrary<HiveData> = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', 'Я', '%', ' '), maxLength: 30 }),
  fc.nat(0xffff_ffff),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.array(fc.string({ unit: fc.constantFrom('b', 'ü'), minLength: 1, maxLength: 9 }), { maxLength: 4 }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.integer({ min: 16_340, max: 70_000 }).map((length) => Buffer.alloc(length, length)),
);
const tree = fc.dictionary(
  fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('\\')),
  fc.dictionary(fc.oneof(name, fc.constant('')), data, { maxKeys: 6 }),
  { maxKeys: 12 },
);
const lists = fc.constantFrom<NonNullable<HiveOptions['lists']>>('lf', 'lh', 'li', 'ri');

suite('hives beside hivex', () => {
  test('one that hivex wrote reads the same', () =>
    withTemporaryDirectory(async (directory) => {
      const [hive, text] = [join(directory, 'hive'), join(directory, 'text.reg')];
      await writeFile(hive, hiveImage());
      await writeFile(text, MERGED);
      await run('hivexregedit', ['--merge', hive, text]);
      await agreesWithHivex(hive);
      const opened = await openHive(bufferSource(await readFile(hive)));
      assert.equal(opened.dirty, false);
      const key = await opened.key(['microsoft', 'WINDOWS NT']);
      assert.deepEqual(await key?.value('пути'), { name: 'Пути', type: 'expand-sz', data: '%T%' });
    }));

  test('any tree, in any kind of list, reads the same', () =>
    withTemporaryDirectory(async (directory) => {
      const property = fc.asyncProperty(tree, lists, async (keys, kind) => {
        const hive = join(directory, 'hive');
        await writeFile(hive, hiveImage(keys, { lists: kind }));
        await agreesWithHivex(hive);
      });
      await fc.assert(property, { numRuns: 12 });
    }));
});
