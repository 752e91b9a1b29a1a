import { parseArgs } from 'node:util';
import { capture } from './capture/capture.ts';
import { convert } from './convert/convert.ts';
import { delta } from './delta/delta.ts';
import { encryption } from './encryption/encryption.ts';
import { exports } from './export/export.ts';
import { inspect } from './inspect/inspect.ts';
import { machine } from './machine.ts';
import { machines } from './machines/machines.ts';
import { manyImages } from './many-images/many-images.ts';
import { nbd } from './nbd/nbd.ts';
import { startGlance } from './peers/glance/glance.ts';
import { runningPeer } from './peers/running.ts';
import { smallRequests } from './small-requests/small-requests.ts';
import type { Suite } from './suite.ts';
import { transfers } from './transfers/transfers.ts';
import { versions } from './versions/versions.ts';
import { volumes } from './volumes/volumes.ts';

/** `npm run bench -- SUITE [options]`: measures Ingot beside a peer on this machine and prints a table with the ratios. */
const SUITES: Readonly<Record<string, Suite>> = {
  'small-requests': smallRequests,
  'many-images': manyImages,
  transfers,
  versions,
  encryption,
  capture,
  nbd,
  volumes,
  delta,
  export: exports,
  convert,
  inspect,
  machines,
};

const OPTIONS = {
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '4' },
  openrc: { type: 'string' },
  disk: { type: 'string' },
  rows: { type: 'string' },
  alone: { type: 'boolean', default: false },
} as const;

const HELP = `npm run bench -- SUITE [options]

${Object.entries(SUITES)
  .map(([name, { summary }]) => `  ${name.padEnd(20)}${summary}`)
  .join('\n')}

  --rounds N          measurements of which the median counts (${OPTIONS.rounds.default})
  --seconds N         length of one measurement of a rate (${OPTIONS.seconds.default})
  --openrc FILE       compare with this running cloud instead of starting Debian's Glance
  --disk FILE         a raw disk with a guest on it, instead of a tiny one
  --rows LIST         only these rows of transfers, convert and export, with commas between them
  --alone             compare with nothing
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const suite = SUITES[positionals[0] ?? ''];
  const rounds = Number(values.rounds);
  const seconds = Number(values.seconds);
  if (!suite || positionals.length !== 1 || !(rounds >= 1) || !(seconds >= 1)) {
    process.stderr.write(HELP);
    return 2;
  }
  const rows = values.rows?.split(',');
  const start = performance.now();
  const report = await suite.run({
    rounds,
    seconds,
    disk: values.disk ?? null,
    isWanted: (row) => rows?.includes(row) ?? true,
    startPeer: async () => {
      if (values.alone) return null;
      return values.openrc === undefined ? startGlance() : runningPeer(values.openrc);
    },
    progress: (line) => {
      const elapsed = Math.round((performance.now() - start) / 1000);
      process.stderr.write(`${String(elapsed).padStart(5)} s  ${line}\n`);
    },
  });
  process.stdout.write(`\n${machine()}; medians of ${rounds}, ${new Date().toISOString().slice(0, 10)}\n\n${report}`);
  return 0;
}

// A run that is cut short ends what it started: whoever starts a process ends it when this one exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main();
