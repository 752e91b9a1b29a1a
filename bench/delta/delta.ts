import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ingotOf, type Ingot } from '../../acceptance/ingot.ts';
import { openstack } from '../../acceptance/openstack.ts';
import { run } from '../../acceptance/program.ts';
import type { Openrc } from '../../acceptance/openrc.ts';
import { call, signIn } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { startIngot } from '../ingot.ts';
import { medians, type Figures } from '../medians.ts';
import type { Suite } from '../suite.ts';
import { figure, table } from '../table.ts';
import { writeHalfCompressible, writeNextVersion } from '../transfers/source-files.ts';
import { changedCompressed } from './changed-compressed.ts';

const MIB = 2 ** 20;
const SIZE = 2048 * MIB;
/** Of the second version, in runs of 4 KiB to 1 MiB. */
const SHARE = 0.05;

/** What the second version of an image takes to send and to fetch. */
export const delta: Suite = {
  summary: `push and pull of a version of 2 GiB, ${SHARE * 100} % new, beside openstack image create and casync`,
  run: async ({ rounds, startPeer, progress }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-delta-'));
    const contestants: Contestant[] = [];
    try {
      progress('starting');
      await installPackages({ '/usr/bin/casync': 'casync', '/usr/bin/openstack': 'python3-openstackclient' });
      const ours = await startIngot();
      contestants.push(ours);
      const peer = await startPeer();
      if (peer) contestants.push(peer);
      const ingot = ingotOf(directory, openrc(ours));
      const all: Figures[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const figures = await versions({ ingot, contestants, directory: path.join(directory, `${round}`) }, round);
        progress(JSON.stringify(figures));
        all.push(figures);
      }
      return report(medians(all));
    } finally {
      for (const contestant of contestants) await contestant.stop();
      await rm(directory, { recursive: true });
    }
  },
};

interface Place {
  readonly ingot: Ingot;
  /** Ingot, and the peer where there is one. */
  readonly contestants: readonly Contestant[];
  readonly directory: string;
}

/** Two versions of an image that is new in each round, so that nothing of it is there before. */
async function versions({ ingot, contestants, directory }: Place, round: number): Promise<Figures> {
  await mkdir(directory);
  const first = path.join(directory, 'first.raw');
  const second = path.join(directory, 'second.raw');
  const copy = path.join(directory, 'copy.raw');
  try {
    await writeHalfCompressible(first, `delta-${round}`, SIZE);
    await writeNextVersion(second, { path: first, size: SIZE }, { share: SHARE, seed: round + 1 });
    const name = `image-${round}`;
    await ingot('push', first, name, '--property', `family=${name}`);
    await summed(contestants[0], name);
    const push = await measured(() => ingot('push', second, `${name}-2`, '--property', `family=${name}`));
    await summed(contestants[0], `${name}-2`);
    const creates: Record<string, number> = {};
    for (const contestant of contestants) {
      const { seconds } = await measured(() => create(contestant, second));
      creates[`openstack image create, ${contestant.name}`] = seconds;
    }
    const pull = await measured(() => ingot('pull', `${name}-2`, copy, '--seed', first));
    await run('cmp', [second, copy]);
    await rm(copy);
    const index = path.join(directory, 'second.caibx');
    await run('casync', ['make', index, second], { directory });
    const casync = await measured(() => run('casync', ['extract', `--seed=${first}`, index, copy], { directory }));
    return {
      push: push.seconds,
      'push, MiB': push.bytes / MIB,
      pull: pull.seconds,
      'pull, MiB': pull.bytes / MIB,
      'changed chunks, compressed, MiB': (await changedCompressed(first, second)) / MIB,
      'casync extract': casync.seconds,
      ...creates,
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function create(contestant: Contestant, file: string): Promise<void> {
  const format = ['--disk-format', 'raw', '--container-format', 'bare'];
  await openstack(openrc(contestant))(['image', 'create', '--file', file, ...format, path.basename(file)]);
}

/** Until the service has made the checksums of an image, which it does when it is active already. */
async function summed(ingot: Contestant | undefined, name: string): Promise<void> {
  if (!ingot) throw new Error('there is no service');
  const session = await signIn(ingot.authUrl, ingot.member);
  const url = `${ingot.imageUrl}/v2/images?name=${name}`;
  for (let checksum: string | null = null; checksum === null; await sleep(50)) {
    const { images } = await call<{ images: readonly { checksum: string | null }[] }>(session, 'GET', url);
    checksum = images[0]?.checksum ?? null;
  }
}

function openrc({ authUrl, member }: Contestant): Openrc {
  return {
    OS_AUTH_URL: authUrl,
    OS_IDENTITY_API_VERSION: '3',
    OS_USERNAME: member.user,
    OS_PASSWORD: member.password,
    OS_PROJECT_NAME: member.project,
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
  };
}

/** @returns the bytes that crossed the loopback interface, with all that HTTP and TCP add. */
async function measured(work: () => Promise<unknown>): Promise<{ readonly seconds: number; readonly bytes: number }> {
  // What was written before is not to be waited for during what is measured.
  await run('sync', []);
  const before = await loopbackBytes();
  const start = performance.now();
  await work();
  return { seconds: (performance.now() - start) / 1000, bytes: (await loopbackBytes()) - before };
}

async function loopbackBytes(): Promise<number> {
  return Number(await readFile('/sys/class/net/lo/statistics/tx_bytes', 'utf8'));
}

function report(figures: Figures): string {
  const of = (name: string): number => figures[name] ?? Number.NaN;
  const wire = of('changed chunks, compressed, MiB');
  const creates = Object.keys(figures).filter((name) => name.startsWith('openstack image create'));
  const rows = [
    ['push, s', figure(of('push')), '', ''],
    ...creates.map((name) => [
      'push, s',
      figure(of('push')),
      `${name}: ${figure(of(name))}`,
      figure(of(name) / of('push')),
    ]),
    [
      'push, MiB on the wire',
      figure(of('push, MiB')),
      `changed chunks compressed: ${figure(wire)}`,
      figure(of('push, MiB') / wire),
    ],
    [
      'pull, s',
      figure(of('pull')),
      `casync extract: ${figure(of('casync extract'))}`,
      figure(of('casync extract') / of('pull')),
    ],
    [
      'pull, MiB on the wire',
      figure(of('pull, MiB')),
      `changed chunks compressed: ${figure(wire)}`,
      figure(of('pull, MiB') / wire),
    ],
  ];
  return table(['second version', 'ingot', 'beside', 'ratio'], rows.slice(creates.length > 0 ? 1 : 0));
}
