import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { INGOT_BIN } from '../../acceptance/ingot.ts';
import { outcomeOf } from '../../acceptance/program.ts';
import { tinyGuest } from '../../acceptance/tiny-guest.ts';
import { alternate, type Figures } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { packagesOfIngot, packagesOfVirtInspector } from './found-packages.ts';

const MIB = 2 ** 20;
const VIRT_INSPECTOR = '/usr/bin/virt-inspector';

/** One look at a disk in a file, from the call of the program to its answer. */
interface Look {
  readonly command: readonly [program: string, ...args: string[]];
  readonly disk: string;
}

/** What is on a disk, found by `ingot inspect`, beside libguestfs. */
export const inspect: Suite = {
  summary: 'what is on the disk of a guest, by ingot inspect, beside virt-inspector',
  run: async ({ rounds, disk: given, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-inspect-'));
    try {
      const disk = given ?? (await tinyGuest());
      const empty = path.join(directory, 'empty.raw');
      await writeFile(empty, '');
      await truncate(empty, MIB);
      const answer = path.join(directory, 'answer');
      const command = [process.execPath, path.join(INGOT_BIN, 'ingot.js'), 'inspect', '--json'] as const;
      const looks: readonly Look[] = [disk, empty].map((each) => ({ command, disk: each }));
      // The first start compiles.
      await look({ command, disk: empty }, answer);
      const [ours = {}, start = {}] = await alternate(rounds, looks, async (each) => {
        const figures = await look(each, answer);
        progress(`ingot inspect ${each.disk}: ${JSON.stringify(figures)}`);
        return figures;
      });
      const title = `${path.basename(disk)}, ${figure((await stat(disk)).size / MIB)} MiB`;
      await look({ command, disk }, answer);
      const found = packagesOfIngot(await readFile(answer, 'utf8'));
      const rows = [
        [`ingot inspect of ${title}`, ...figuresOf(ours), '-', '-', String(found.size)],
        ['ingot inspect of 1 MiB of nothing', ...figuresOf(start), '-', '-', '0'],
      ];
      if (!existsSync(VIRT_INSPECTOR)) {
        const hint =
          'virt-inspector is not installed (apt-get install libguestfs-tools): there is nothing to compare with.';
        return `${table(HEADINGS, rows)}\n${hint}\n`;
      }
      progress('virt-inspector');
      const theirs = await lookOfPeer(disk, answer);
      const others = packagesOfVirtInspector(await readFile(answer, 'utf8'));
      const ratios = ['seconds', 'cpu'].map((name) =>
        figure((theirs[name] ?? Number.NaN) / (ours[name] ?? Number.NaN)),
      );
      rows.push([`virt-inspector of ${title}`, ...figuresOf(theirs), ...ratios, String(others.size)]);
      const apart = [...found.symmetricDifference(others)];
      const verdict =
        apart.length === 0 ? 'Both found the same packages.' : `Only one of them found ${apart.join(', ')}.`;
      return `${table(HEADINGS, rows)}\n${verdict}\n`;
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};

const HEADINGS = ['one look', 'seconds', 'CPU s', 'ratio', 'CPU ratio', 'packages'];

function figuresOf(figures: Figures): string[] {
  return ['seconds', 'cpu'].map((name) => figure(figures[name] ?? Number.NaN));
}

/**
 * libguestfs starts a small machine for it: emulated where a machine with KVM fails, and slow enough then that one look will
 * do for a ratio.
 */
async function lookOfPeer(disk: string, answer: string): Promise<Figures> {
  const peer: Look = { command: [VIRT_INSPECTOR, '--format=raw', '-a'], disk };
  const environment = { LIBGUESTFS_BACKEND: 'direct' };
  try {
    return await look(peer, answer, environment);
  } catch (error) {
    if (!(error instanceof LookError)) throw error;
    return look(peer, answer, { ...environment, LIBGUESTFS_BACKEND_SETTINGS: 'force_tcg' });
  }
}

class LookError extends Error {}

/** Has the shell time it, which counts what its children used. @param answer file for what is printed. */
async function look(
  { command: [program, ...args], disk }: Look,
  answer: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Figures> {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" >"$0" 2>/dev/null';
  const environment = { HOME: tmpdir(), ...more };
  const words = ['-c', script, answer, program, ...args, disk];
  const { status, stderr } = await outcomeOf('/bin/bash', words, { environment });
  if (status !== 0) throw new LookError(`${program} ${args.join(' ')} ${disk} ended with status ${status}`);
  const [seconds = Number.NaN, user = 0, system = 0] = stderr.trim().split(' ').map(Number);
  return { seconds, cpu: user + system };
}
