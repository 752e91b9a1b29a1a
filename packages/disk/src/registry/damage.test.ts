import { suite, test } from 'node:test';
import type { ByteSource } from '../byte-source.ts';
import { DiskError } from '../disk-error.ts';
import { testDamage } from '../testing/damage.ts';
import { hiveImage } from '../testing/index.ts';
import type { HiveKeys } from '../testing/index.ts';
import type { HiveKey } from './index.ts';
import { openHive } from './index.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 100);
const HANGS = 300_000;
const KEYS: HiveKeys = {
  ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`Services\\service ${index}`, { Start: index }])),
  'Microsoft\\Windows NT\\CurrentVersion': { ProductName: 'Windows', Blob: Buffer.alloc(40_000, 7), Имя: ['a', 'b'] },
};

/** All keys and values. No bound of its own: keys are a tree, and a hive has room for so many. */
async function readAll(source: ByteSource): Promise<void> {
  const hive = await openHive(source);
  const walk = async (key: HiveKey): Promise<void> => {
    try {
      for await (const value of key.values()) await key.value(value.name);
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
    }
    for await (const subkey of key.subkeys()) await walk(subkey);
  };
  await walk(hive.root);
  await hive.key(['microsoft', 'windows nt', 'currentversion', 'none']);
}

suite('damaged hives', () => {
  for (const lists of ['lh', 'ri'] as const) {
    test(`${RUNS} times, with ${lists} lists: what can't be read is refused`, { timeout: HANGS }, () =>
      testDamage(hiveImage(KEYS, { lists }), RUNS, readAll),
    );
  }
});
