import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../acceptance/program.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { startIngot } from '../ingot.ts';
import { alternate, type Figures } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { ImageTransfer } from '../transfers/image-transfer.ts';
import { writeHalfCompressible } from '../transfers/source-files.ts';

const MIB = 2 ** 20;
/** Of the disk; what is not data is a hole at its end. */
const SIZE = 1024 * MIB;
const DATA = 512 * MIB;

/** What is exported, and how qemu-img is told to make the same. */
const FORMATS = [
  { format: 'qcow2', prepared: false, options: ['-O', 'qcow2'] },
  { format: 'vhd', prepared: false, options: ['-O', 'vpc', '-o', 'force_size=on'] },
  { format: 'vhdx', prepared: false, options: ['-O', 'vhdx', '-o', 'block_size=1M'] },
  { format: 'vmdk', prepared: false, options: ['-O', 'vmdk'] },
  { format: 'qcow2-zstd', prepared: true, options: ['-c', '-O', 'qcow2', '-o', 'compression_type=zstd'] },
  { format: 'qcow2-zlib', prepared: true, options: ['-c', '-O', 'qcow2'] },
  { format: 'vmdk-stream', prepared: true, options: ['-O', 'vmdk', '-o', 'subformat=streamOptimized'] },
] as const;
type Format = (typeof FORMATS)[number];

interface Place {
  readonly transfer: ImageTransfer;
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

interface Measured {
  readonly format: string;
  readonly figures: Figures;
}

/** The disk of an image as a file of another format, beside a conversion of the raw file. */
export const exports: Suite = {
  summary: 'a disk as a file of each format, beside qemu-img convert of the raw file',
  run: async ({ rounds, isWanted, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-export-'));
    let ingot: Contestant | null = null;
    try {
      await installPackages({ '/usr/bin/curl': 'curl', '/usr/bin/qemu-img': 'qemu-utils' });
      const source = path.join(directory, 'disk.raw');
      await writeHalfCompressible(source, 'export', DATA);
      await truncate(source, SIZE);
      ingot = await startIngot();
      const transfer = await ImageTransfer.open(ingot);
      const id = await transfer.create('exported');
      await transfer.upload(id, source);
      const place = { transfer, id, source, target: path.join(directory, 'out') };
      const measured: Measured[] = [];
      for (const each of FORMATS.filter(({ format }) => isWanted(format))) {
        const [ours = {}, theirs = {}] = await alternate(rounds, [ourExport, conversion], (make) => make(place, each));
        progress(`${each.format}: ${JSON.stringify({ ours, theirs })}`);
        const beside = { qemu: theirs['seconds'] ?? Number.NaN, qemuBytes: theirs['bytes'] ?? Number.NaN };
        measured.push({ format: each.format, figures: { ...ours, ...beside } });
      }
      return report(measured);
    } finally {
      await ingot?.stop();
      await rm(directory, { recursive: true });
    }
  },
};

async function ourExport({ transfer, id, target }: Place, { format, prepared }: Format): Promise<Figures> {
  const before = transfer.contestant.processes.cpuSeconds();
  const preparing = prepared ? await transfer.prepareExport(id, format) : 0;
  const { seconds } = await transfer.export(id, format, target);
  if (prepared) await transfer.deleteExport(id, format);
  const cpu = transfer.contestant.processes.cpuSeconds() - before;
  const bytes = await sizeAndRemove(target);
  return { seconds: preparing + seconds, cpu, bytes };
}

async function conversion({ source, target }: Place, { options }: Format): Promise<Figures> {
  const start = performance.now();
  await run('qemu-img', ['convert', '-f', 'raw', ...options, source, target]);
  return { seconds: (performance.now() - start) / 1000, bytes: await sizeAndRemove(target) };
}

async function sizeAndRemove(file: string): Promise<number> {
  const { size } = await stat(file);
  await rm(file);
  return size;
}

function report(measured: readonly Measured[]): string {
  const rows = measured.map(({ format, figures }) => {
    const of = (name: string): number => figures[name] ?? Number.NaN;
    return [
      format,
      figure(of('seconds')),
      figure(of('cpu')),
      figure(of('qemu')),
      figure(of('qemu') / of('seconds')),
      figure(of('bytes') / MIB),
      figure(of('qemuBytes') / MIB),
    ];
  });
  return table(['format', 'ingot, s', 'CPU, s', 'qemu-img, s', 'ratio', 'ingot, MiB', 'qemu-img, MiB'], rows);
}
