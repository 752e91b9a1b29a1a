import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../acceptance/program.ts';
import { diskUse } from '../../acceptance/resources.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { COMPRESS_FAST, startIngot } from '../ingot.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { ImageTransfer } from '../transfers/image-transfer.ts';
import { CHUNK, writeHalfCompressible, writeNextVersion } from '../transfers/source-files.ts';

const SIZE = 512 * 2 ** 20;
const VERSIONS = 30;
/** Of the second version: a large update. */
const LARGE_SHARE = 0.05;
/** Of each one after it: a week's updates of a desktop image. */
const WEEKLY_SHARE = 0.02;

/** Where versions are kept: a service's data directory, or casync's store. */
interface Keeper {
  readonly name: string;
  readonly directory: string;
  keep(file: string, version: number): Promise<void>;
}

interface Kept {
  readonly name: string;
  readonly first: number;
  readonly second: number;
  readonly all: number;
}

/** What the versions of one image cost on disk. */
export const versions: Suite = {
  summary: `${VERSIONS} versions of an image, ${WEEKLY_SHARE * 100} % new in each: bytes on disk, beside casync`,
  run: async ({ startPeer, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-versions-'));
    const contestants: Contestant[] = [];
    try {
      progress('starting');
      await installPackages({ '/usr/bin/curl': 'curl', '/usr/bin/casync': 'casync' });
      contestants.push(await startIngot({ settings: COMPRESS_FAST }));
      const peer = await startPeer();
      if (peer) contestants.push(peer);
      const keepers = await Promise.all(contestants.flatMap(imageKeeper));
      keepers.push(await casyncKeeper(path.join(directory, 'casync')));
      return await compare(keepers, directory, progress);
    } finally {
      for (const contestant of contestants) await contestant.stop();
      await rm(directory, { recursive: true });
    }
  },
};

function imageKeeper(contestant: Contestant): Promise<Keeper>[] {
  const { name, data } = contestant;
  if (data === null) return [];
  return [
    ImageTransfer.open(contestant).then((transfer) => ({
      name,
      directory: data,
      keep: async (file, version) => {
        await transfer.upload(await transfer.create(`version-${version}`), file);
        await contestant.compress?.();
      },
    })),
  ];
}

/** https://manpages.debian.org/casync: chunks cut by content, 64 KiB on average, compressed. */
async function casyncKeeper(directory: string): Promise<Keeper> {
  await mkdir(directory);
  return {
    name: 'casync',
    directory,
    keep: async (file, version) => {
      const store = `--store=${path.join(directory, 'default.castr')}`;
      await run('casync', ['make', store, path.join(directory, `${version}.caibx`), file]);
    },
  };
}

async function compare(
  keepers: readonly Keeper[],
  directory: string,
  progress: (line: string) => void,
): Promise<string> {
  const current = path.join(directory, 'current.raw');
  const next = path.join(directory, 'next.raw');
  const empty = await Promise.all(keepers.map((keeper) => diskUse(keeper.directory)));
  const sizes = keepers.map((): number[] => []);
  let changedChunks = 0;
  await writeHalfCompressible(current, 'version-1', SIZE);
  for (let version = 1; version <= VERSIONS; version += 1) {
    for (const [index, keeper] of keepers.entries()) {
      await keeper.keep(current, version);
      sizes[index]?.push((await diskUse(keeper.directory)) - (empty[index] ?? 0));
    }
    progress(`version ${version}: ${sizes.map((all) => figure((all.at(-1) ?? 0) / 2 ** 20)).join(', ')} MiB`);
    const share = version === 1 ? LARGE_SHARE : WEEKLY_SHARE;
    const changed = await writeNextVersion(next, { path: current, size: SIZE }, { share, seed: version });
    if (version === 1) changedChunks = changed;
    await rename(next, current);
  }
  const kept = keepers.map(({ name }, index): Kept => {
    const [first = Number.NaN, second = Number.NaN] = sizes[index] ?? [];
    return { name, first, second: second - first, all: sizes[index]?.at(-1) ?? Number.NaN };
  });
  const changedMiB = (changedChunks * CHUNK) / 2 ** 20;
  return `${versionTable(kept)}\nThe second version has ${changedChunks} changed chunks, ${figure(changedMiB)} MiB plain.\n`;
}

function versionTable(kept: readonly Kept[]): string {
  return table(
    ['MiB on disk', 'first version', 'second adds', `all ${VERSIONS}`, 'all / first'],
    kept.map(({ name, first, second, all }) => [
      name,
      ...[first, second, all].map((bytes) => figure(bytes / 2 ** 20)),
      figure(all / first),
    ]),
  );
}
