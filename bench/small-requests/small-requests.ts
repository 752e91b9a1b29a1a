import { signIn } from '../cloud.ts';
import { installPackages } from '../debian-packages.ts';
import { startIngot } from '../ingot.ts';
import type { Contestant } from '../contestant.ts';
import { alternate } from '../medians.ts';
import type { Suite, Surroundings } from '../suite.ts';
import { figure } from '../table.ts';
import { fill } from './fill.ts';
import { rateTable, type Comparison } from './rate-table.ts';
import * as requests from './requests.ts';
import { measureRate, type Load } from './wrk.ts';

const CONNECTIONS = 8;

interface Step {
  /** That the member has. */
  readonly images: number;
  readonly what: string;
  readonly load: (target: requests.Target) => Load;
  /** For requests of which there are few in a second: how many times as long as the others. */
  readonly longer?: number;
}

/** What is asked, in this order: what adds images comes last, because a list takes the longer the more there are. */
const STEPS: readonly Step[] = [
  { images: 10, what: 'list 25, of 10', load: requests.listRequest },
  { images: 10, what: 'show, of 10', load: requests.showRequest },
  { images: 1000, what: 'list 25, of 1,000', load: requests.listRequest },
  { images: 10_000, what: 'list 25, of 10,000', load: requests.listRequest },
  { images: 10_000, what: 'show, of 10,000', load: requests.showRequest },
  { images: 10_000, what: 'patch', load: requests.renameRequest },
  { images: 10_000, what: 'create', load: requests.createRequest },
  { images: 10_000, what: 'sign in by password', load: requests.signInRequest, longer: 3 },
  { images: 10_000, what: 'versions', load: requests.discoveryRequest },
  { images: 10_000, what: 'schema of an image', load: requests.schemaRequest },
];

/** Rates and times of the requests that clients send most, at 8 connections. */
export const smallRequests: Suite = {
  summary: 'list, show, create, patch, sign in: rates, times and CPU for each request',
  run: async (surroundings) => {
    const contestants: Contestant[] = [];
    try {
      surroundings.progress('starting');
      await installPackages({ '/usr/bin/wrk': 'wrk' });
      contestants.push(await startIngot());
      const peer = await surroundings.startPeer();
      if (peer) contestants.push(peer);
      return rateTable(
        contestants.map(({ name }) => name),
        await compare(contestants, surroundings),
      );
    } finally {
      for (const contestant of contestants) await contestant.stop();
    }
  },
};

async function compare(
  contestants: readonly Contestant[],
  { rounds, seconds, progress }: Surroundings,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  let targets: readonly requests.Target[] = [];
  let images = 0;
  for (const step of STEPS) {
    if (step.images !== images) {
      images = step.images;
      progress(`registering up to ${images} images`);
      targets = await Promise.all(contestants.map((contestant) => target(contestant, images)));
    }
    const options = { seconds: seconds * (step.longer ?? 1), connections: CONNECTIONS };
    const rates = await alternate(rounds, targets, (one) =>
      measureRate(step.load(one), { ...options, processes: one.contestant.processes }),
    );
    progress(`${step.what}: ${rates.map(({ perSecond }) => `${figure(perSecond)}/s`).join(' against ')}`);
    comparisons.push({ what: step.what, rates });
  }
  return comparisons;
}

async function target(contestant: Contestant, images: number): Promise<requests.Target> {
  const session = await signIn(contestant.authUrl, contestant.member);
  return { contestant, session, ids: await fill(contestant, session, images) };
}
