import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomNumbers } from '../../acceptance/pseudo-random.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { COMPRESS_FAST, startIngot } from '../ingot.ts';
import { median, medians, type Figures } from '../medians.ts';
import type { Suite, Surroundings } from '../suite.ts';
import { figure, table } from '../table.ts';
import { ImageTransfer, type Timing } from './image-transfer.ts';
import { SameStart } from './same-start.ts';
import { writeHalfCompressible, writeRandom } from './source-files.ts';
import { yardsticks } from './yardsticks.ts';

const SIZE = 2 * 2 ** 30;
const RANGES = 500;
const RANGE = 64 * 1024;
const PARALLEL = 8;

/** Upload and download of 2 GiB images, beside what the machine's own tools take for the same file. */
export const transfers: Suite = {
  summary: 'upload and export of 2 GiB, ranges, 8 exports at once: times, CPU, memory',
  run: async (surroundings) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-transfers-'));
    const contestants: Contestant[] = [];
    try {
      surroundings.progress('starting');
      await installPackages({ '/usr/bin/curl': 'curl', '/usr/bin/openssl': 'openssl' });
      contestants.push(await startIngot({ settings: COMPRESS_FAST }));
      const peer = await surroundings.startPeer();
      if (peer) contestants.push(peer);
      const sides = await Promise.all(contestants.map((contestant) => ImageTransfer.open(contestant)));
      return await compare(sides, directory, surroundings);
    } finally {
      for (const contestant of contestants) await contestant.stop();
      await rm(directory, { recursive: true });
    }
  },
};

/** Each round has bytes of its own: what a service has already would not be sent through all of it again. */
async function compare(
  sides: readonly ImageTransfer[],
  directory: string,
  { rounds, isWanted, progress }: Surroundings,
): Promise<string> {
  const start = await SameStart.prepare(path.join(directory, 'holes'));
  const tools: Figures[] = [];
  const measured = sides.map((): Record<string, Timing[]> => ({}));
  for (let round = 0; round < rounds; round += 1) {
    const random = path.join(directory, 'random.raw');
    const half = path.join(directory, 'half.raw');
    await writeRandom(random, `random-${round}`, SIZE);
    await writeHalfCompressible(half, `half-${round}`, SIZE);
    tools.push(await yardsticks(random));
    const sources = { random, half, start, isWanted };
    for await (const [index, [what, timing]] of inTurn(sides.map((side) => transfersOf(side, sources, round)))) {
      (measured[index] ?? {})[what] = [...(measured[index]?.[what] ?? []), timing];
      progress(`round ${round + 1}: ${sides[index]?.contestant.name} ${what}: ${figure(timing.seconds)} s`);
    }
  }
  const results = measured.map((all) =>
    Object.fromEntries(Object.entries(all).map(([what, timings]) => [what, medians(timings)])),
  );
  return `${timeTable(sides, results)}\n${toolTable(medians(tools))}`;
}

/** One step of each after the other, so that what the machine does in some minutes and not in others meets all of them. */
async function* inTurn<Step>(all: readonly AsyncGenerator<Step, void>[]): AsyncGenerator<[index: number, step: Step]> {
  for (let going = true; going;) {
    going = false;
    for (const [index, each] of all.entries()) {
      const next = await each.next();
      if (next.done) continue;
      going = true;
      yield [index, next.value];
    }
  }
}

interface Sources {
  readonly random: string;
  readonly half: string;
  readonly start: SameStart;
  readonly isWanted: Surroundings['isWanted'];
}

async function* transfersOf(
  side: ImageTransfer,
  { random, half, start, isWanted }: Sources,
  round: number,
): AsyncGenerator<[what: string, timing: Timing], void> {
  const name = `${side.contestant.name}-${round}`;
  const target = `${random}.${name}`;
  const id = await side.create(`${name}-random`);
  await start.restore(random);
  yield ['upload, random', await side.upload(id, random)];
  yield ['export to null', await side.download(id, '/dev/null')];
  if (isWanted('file')) {
    await start.restore(random);
    yield ['export to a file', await side.download(id, target)];
    if ((await stat(target)).size !== SIZE) throw new Error(`${side.contestant.name} exports another size`);
    await rm(target);
  }
  if (isWanted('parallel')) {
    await start.restore(random);
    yield [`${PARALLEL} exports at once, each`, await exportsAtOnce(side, id)];
  }
  if (isWanted('ranges')) yield [`first byte of a range, p99 of ${RANGES}`, await firstBytes(side, id)];
  await side.delete(id);
  if (isWanted('half')) yield* transfersOfHalf(side, await side.create(`${name}-half`), { half, start });
}

async function* transfersOfHalf(
  side: ImageTransfer,
  id: string,
  { half, start }: Pick<Sources, 'half' | 'start'>,
): AsyncGenerator<[what: string, timing: Timing], void> {
  await start.restore(half);
  yield ['upload, half compressible', await side.upload(id, half)];
  yield ['export to null, half compressible', await side.download(id, '/dev/null')];
  await side.contestant.compress?.();
  yield ['export to null, compressed and cold', await side.download(id, '/dev/null')];
  await side.delete(id);
}

async function exportsAtOnce(side: ImageTransfer, id: string): Promise<Timing> {
  const { processes } = side.contestant;
  const before = processes.cpuSeconds();
  const timings = await Promise.all(Array.from({ length: PARALLEL }, () => side.download(id, '/dev/null')));
  const cpuSeconds = before > 0 ? (processes.cpuSeconds() - before) / PARALLEL : Number.NaN;
  return { seconds: median(timings.map(({ seconds }) => seconds)), cpuSeconds };
}

async function firstBytes(side: ImageTransfer, id: string): Promise<Timing> {
  const random = randomNumbers(1);
  const times: number[] = [];
  for (let count = 0; count < RANGES; count += 1) {
    times.push(await side.firstByte(id, Math.floor(random() * (SIZE - RANGE)), RANGE));
  }
  const p99 = times.toSorted((one, other) => one - other)[Math.floor(RANGES * 0.99)] ?? Number.NaN;
  return { seconds: p99, cpuSeconds: Number.NaN };
}

function timeTable(sides: readonly ImageTransfer[], results: readonly Readonly<Record<string, Timing>>[]): string {
  const names = sides.map(({ contestant }) => contestant.name);
  const header = ['2 GiB', ...names.flatMap((name) => [`${name} s`, 'CPU s']), ...(names.length > 1 ? ['ratio'] : [])];
  const rows = Object.keys(results[0] ?? {}).map((what) => {
    const timings = results.map((result) => result[what]);
    const [ours, theirs] = timings;
    return [
      what,
      ...timings.flatMap((timing) => [timing?.seconds ?? Number.NaN, timing?.cpuSeconds ?? Number.NaN]).map(figure),
      ...(ours && theirs ? [figure(theirs.seconds / ours.seconds)] : []),
    ];
  });
  return table(header, rows);
}

function toolTable(tools: Figures): string {
  return table(
    ['the same file', 's'],
    Object.entries(tools).map(([name, seconds]) => [name, figure(seconds)]),
  );
}
