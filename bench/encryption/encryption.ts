import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomNumbers } from '../../acceptance/pseudo-random.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { startIngot } from '../ingot.ts';
import { alternate } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { ImageTransfer } from '../transfers/image-transfer.ts';
import { writeRandom } from '../transfers/source-files.ts';

const GIB = 2 ** 30;
const SIZE = GIB / 2;
const RANGES = 300;
const RANGE = 64 * 1024;

/** What encryption at rest costs: Ingot with a key beside Ingot without one. */
export const encryption: Suite = {
  summary: 'upload, export and ranges with encryption at rest, beside the same without',
  run: async ({ rounds, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-encryption-'));
    const contestants: Contestant[] = [];
    try {
      progress('starting');
      await installPackages({ '/usr/bin/curl': 'curl' });
      const key = path.join(directory, 'key');
      await writeFile(key, randomBytes(32), { mode: 0o600 });
      contestants.push(await startIngot());
      contestants.push({ ...(await startIngot({ settings: ['--store.encryption.key-files', key] })), name: 'sealed' });
      const sides = await Promise.all(contestants.map((contestant) => ImageTransfer.open(contestant)));
      const file = path.join(directory, 'random.raw');
      let transferred = 0;
      const [plain, sealed] = await alternate(rounds, sides, async (side) => {
        // Bytes that nobody has sent before.
        await writeRandom(file, `bytes-${(transferred += 1)}`, SIZE);
        const measured = await measure(side, file);
        progress(`${side.contestant.name}: ${JSON.stringify(measured)}`);
        return measured;
      });
      return plain && sealed ? report(plain, sealed) : '';
    } finally {
      for (const contestant of contestants) await contestant.stop();
      await rm(directory, { recursive: true });
    }
  },
};

/** Seconds for each GiB, and milliseconds to the first byte of a range. */
type Measured = Readonly<Record<string, number>>;

async function measure(side: ImageTransfer, file: string): Promise<Measured> {
  const id = await side.create('sealed');
  const upload = await side.upload(id, file);
  const download = await side.download(id, '/dev/null');
  const random = randomNumbers(1);
  const firstBytes: number[] = [];
  for (let count = 0; count < RANGES; count += 1) {
    firstBytes.push(1000 * (await side.firstByte(id, Math.floor(random() * (SIZE - RANGE)), RANGE)));
  }
  await side.delete(id);
  const each = GIB / SIZE;
  return {
    'upload, s a GiB': upload.seconds * each,
    'upload, CPU s a GiB': upload.cpuSeconds * each,
    'export, s a GiB': download.seconds * each,
    'export, CPU s a GiB': download.cpuSeconds * each,
    'first byte of a range, p99 ms': firstBytes.toSorted((a, b) => a - b)[Math.floor(RANGES * 0.99)] ?? Number.NaN,
  };
}

function report(plain: Measured, sealed: Measured): string {
  return table(
    ['', 'without', 'with a key', 'ratio'],
    Object.entries(plain).map(([what, value]) => {
      const other = sealed[what] ?? Number.NaN;
      return [what, figure(value), figure(other), figure(other / value)];
    }),
  );
}
