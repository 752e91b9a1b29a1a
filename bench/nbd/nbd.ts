import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../acceptance/program.ts';
import { installPackages } from '../debian-packages.ts';
import { processGroups } from '../process-groups.ts';
import { alternate, type Figures } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { writeRandom } from '../transfers/source-files.ts';
import { startServers, type ServedDisk } from './nbd-servers.ts';

const MIB = 2 ** 20;
const SIZE = 512 * MIB;
const SMALL_READS = 50_000;
const LARGE_READS = 4096;
/** An odd number of blocks, so that every block of the disk is read before any is read again, in no order. */
const STRIDE = 40_545 * 4096;

/** Reads over NBD, beside qemu-nbd; and a conversion over NBD, beside one of the file. */
export const nbd: Suite = {
  summary: 'reads of 256 KiB and 4 KiB, and a conversion to qcow2, over NBD beside qemu-nbd',
  run: async ({ rounds, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-nbd-'));
    try {
      progress('starting');
      await installPackages({ '/usr/bin/qemu-nbd': 'qemu-utils' });
      const file = path.join(directory, 'disk.raw');
      await writeRandom(file, 'nbd', SIZE);
      const { disks, stop } = await startServers(file, directory);
      try {
        // The first reads of a tree fill its cache.
        for (const disk of disks) await sequential(disk);
        const measured = await alternate(rounds, disks, async (disk) => {
          const figures = { ...(await sequential(disk)), ...(await random(disk)) };
          progress(`${disk.name}: ${JSON.stringify(figures)}`);
          return figures;
        });
        // Each comes right after another one, so all write into memory that the machine has (decision 60).
        await convertFrom(file, directory);
        const sources = [{ name: 'the file itself', uri: file, processes: processGroups([]) }, ...disks];
        const [direct = {}, ...converted] = await alternate(rounds, sources, async (source) => {
          const figures = await convert(source, directory);
          progress(`${source.name}: ${JSON.stringify(figures)}`);
          return figures;
        });
        const all = measured.map((figures, position) => ({ ...figures, ...converted[position] }));
        return report(disks, all, { 'qcow2, s': direct['qcow2, s'] ?? Number.NaN });
      } finally {
        await stop();
      }
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};

/** qemu-img bench reads one after the other, as many at a time as it is told. */
function sequential({ uri, processes }: ServedDisk): Promise<Figures> {
  const args = ['bench', '-f', 'raw', '-c', `${LARGE_READS}`, '-d', '4', '-s', `${256 * 1024}`, uri];
  return timed(() => run('qemu-img', args), '256 KiB', processes);
}

function random({ uri, processes }: ServedDisk): Promise<Figures> {
  const args = ['bench', '-f', 'raw', '-c', `${SMALL_READS}`, '-d', '16', '-s', '4096', '-S', `${STRIDE}`, uri];
  return timed(() => run('qemu-img', args), '4 KiB', processes);
}

function convert({ uri, processes }: ServedDisk, directory: string): Promise<Figures> {
  return timed(() => convertFrom(uri, directory), 'qcow2', processes);
}

async function convertFrom(source: string, directory: string): Promise<void> {
  const target = path.join(directory, 'copy.qcow2');
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', source, target]);
  await rm(target);
}

/** Seconds that pass, and CPU seconds of the server. */
async function timed(work: () => Promise<unknown>, what: string, processes: ServedDisk['processes']): Promise<Figures> {
  const cpu = processes.cpuSeconds();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  return { [`${what}, s`]: seconds, [`${what}, CPU s`]: processes.cpuSeconds() - cpu };
}

/** @param measured in the order of the disks, the peer first. @param direct the conversion of the file itself. */
function report(disks: readonly ServedDisk[], measured: readonly Figures[], direct: Figures): string {
  const [peer = {}, ...ours] = measured;
  const names = disks.slice(1).flatMap(({ name }) => [name, 'ratio']);
  const rows = Object.keys(peer).map((what) => {
    const theirs = peer[what] ?? Number.NaN;
    const cells = ours.flatMap((one) => [figure(one[what] ?? Number.NaN), figure(theirs / (one[what] ?? Number.NaN))]);
    return [what, figure(direct[what] ?? Number.NaN), figure(theirs), ...cells];
  });
  return table(['', 'the file itself', 'qemu-nbd', ...names], rows);
}
