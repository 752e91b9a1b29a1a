import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../acceptance/program.ts';
import { call, signIn, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import { startIngot } from '../ingot.ts';
import { median } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { ImageTransfer } from '../transfers/image-transfer.ts';

const MIB = 2 ** 20;
/** Of the disk, and of what it holds, spread over it. */
const DISK = 4096 * MIB;
const DATA = 1024 * MIB;
/** Between two looks whether the disk is there, in milliseconds. */
const LOOK_EVERY = 20;
/** Looks between two of how much lies beside the store, which takes some time itself. */
const WEIGH_EVERY = 10;

/** What it takes to have the disk in an image, beside `qemu-img convert` from file to file. */
export const convert: Suite = {
  summary: 'the disk in a qcow2 image (plain, compressed), beside qemu-img convert from file to file',
  run: async ({ rounds, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-convert-'));
    let ingot: Contestant | null = null;
    try {
      ingot = await startIngot({ settings: ['--images.disk-views', 'on-demand'] });
      const rows: string[][] = [];
      for (const options of [[], ['-c']]) {
        const times: Times[] = [];
        for (let round = 0; round < rounds; round += 1) {
          progress(`qcow2 ${options.join(' ')}, ${round + 1} of ${rounds}`);
          times.push(await measure(ingot, directory, options));
        }
        const [ours, theirs] = [median(times.map((each) => each.ours)), median(times.map((each) => each.theirs))];
        const name = options.length === 0 ? 'qcow2' : 'qcow2, compressed';
        const beside = Math.max(...times.map((each) => each.beside));
        rows.push([name, figure(ours), figure(theirs), figure(theirs / ours), figure(beside / MIB)]);
      }
      const headings = ['ingot, s', 'qemu-img convert, s', 'ratio', 'beside the store at most, MiB'];
      return table(['a disk of 4 GiB with 1 GiB in it', ...headings], rows);
    } finally {
      await ingot?.stop();
      await rm(directory, { recursive: true });
    }
  },
};

interface Times {
  /** In seconds, as the next. */
  readonly ours: number;
  readonly theirs: number;
  /** Bytes that our data took beside the store while the disk was made, at most: temporary files, the database. */
  readonly beside: number;
}

async function measure(ingot: Contestant, directory: string, options: readonly string[]): Promise<Times> {
  const at = (name: string): string => path.join(directory, name);
  await writeDisk(at('disk.raw'));
  await run('qemu-img', ['convert', ...options, '-f', 'raw', '-O', 'qcow2', at('disk.raw'), at('disk.qcow2')]);
  await rm(at('disk.raw'));
  const start = performance.now();
  // What we store is on the disk when it is there; so is this then.
  await run('qemu-img', ['convert', '-t', 'writeback', '-f', 'qcow2', '-O', 'raw', at('disk.qcow2'), at('copy.raw')]);
  const copy = await open(at('copy.raw'), 'r+');
  await copy.sync();
  await copy.close();
  const theirs = (performance.now() - start) / 1000;
  await rm(at('copy.raw'));
  return { ...(await timeView(ingot, at('disk.qcow2'))), theirs };
}

async function timeView(ingot: Contestant, file: string): Promise<Omit<Times, 'theirs'>> {
  const session = await signIn(ingot.authUrl, ingot.member);
  const about = { name: 'a', disk_format: 'qcow2', container_format: 'bare', visibility: 'private' };
  const { id } = await call<{ id: string }>(session, 'POST', `${ingot.imageUrl}/v2/images`, about);
  const transfer = await ImageTransfer.open(ingot);
  await transfer.upload(id, file);
  const start = performance.now();
  const beside = await waitForView(session, `${ingot.imageUrl}/api/v1/images/${id}/disk-view`, ingot.data);
  const ours = (performance.now() - start) / 1000;
  await transfer.delete(id);
  return { ours, beside };
}

/** @returns the most that lay beside the store in `data` meanwhile, in bytes. */
async function waitForView(session: Session, url: string, data: string | null): Promise<number> {
  let { status, message } = await call<{ status: string; message: string | null }>(session, 'POST', url, {});
  let [beside, looks] = [0, 0];
  while (status === 'making') {
    await sleep(LOOK_EVERY);
    looks += 1;
    if (looks % WEIGH_EVERY === 0) beside = Math.max(beside, await besideStore(data));
    ({ status, message } = await call<{ status: string; message: string | null }>(session, 'GET', url));
  }
  if (status !== 'ready') throw new Error(`the disk is ${status}: ${message}`);
  return beside;
}

async function besideStore(data: string | null): Promise<number> {
  if (data === null) return Number.NaN;
  return Number((await run('du', ['--summarize', '--block-size=1', '--exclude=store', data])).split('\t')[0]);
}

/** Other bytes each time, half of which compress: nothing of them is in the store. */
async function writeDisk(file: string): Promise<void> {
  const disk = await open(file, 'wx');
  try {
    await disk.truncate(DISK);
    const text = Buffer.from(createHash('sha512').update(randomBytes(16)).digest('hex').repeat(8192));
    for (let done = 0; done < DATA; done += 2 * MIB) {
      const place = (done / DATA) * DISK;
      await disk.write(randomBytes(MIB), 0, MIB, place);
      text.writeUInt32LE(done / MIB, (done / MIB) % 1000);
      await disk.write(text, 0, MIB, place + MIB);
    }
  } finally {
    await disk.close();
  }
  if ((await stat(file)).size !== DISK) throw new Error(`${file} was not written`);
}
