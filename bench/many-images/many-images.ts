import { rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '@ingot/judges';
import { run } from '../../acceptance/program.ts';
import { REPOSITORY } from '../../acceptance/service.ts';
import { signIn, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import { installPackages } from '../debian-packages.ts';
import { startIngot } from '../ingot.ts';
import { alternate } from '../medians.ts';
import { measureRate } from '../small-requests/wrk.ts';
import type { Suite, Surroundings } from '../suite.ts';
import { figure, table } from '../table.ts';
import { listRequests } from './lists.ts';

const SIZES = [1000, 1_000_000] as const;
const CONNECTIONS = 8;

/** Lists of a large store beside those of a small one, on both databases: what they take should not grow with it. */
export const manyImages: Suite = {
  summary: 'lists with 1,000 and with 1,000,000 images, on SQLite and PostgreSQL; no peer',
  run: async (surroundings) => {
    await installPackages({ '/usr/bin/wrk': 'wrk' });
    return `SQLite\n\n${await onSqlite(surroundings)}\nPostgreSQL\n\n${await onPostgres(surroundings)}`;
  },
};

/** A service and what it was filled with. */
interface Filled {
  readonly images: number;
  readonly service: Contestant;
  readonly sessions: { readonly member: Session; readonly administrator: Session };
  /** Of a hundred images of the member. */
  readonly ids: readonly string[];
}

async function onSqlite(surroundings: Surroundings): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'ingot-bench-many-'));
  const filled: Filled[] = [];
  try {
    for (const images of SIZES) {
      const data = path.join(home, `${images}`);
      surroundings.progress(`SQLite: registering ${images} images`);
      filled.push(await fill(await startIngot({ data }), images, path.join(data, 'ingot.db')));
    }
    return await compare(filled, surroundings);
  } finally {
    for (const { service } of filled) await service.stop();
    await rm(home, { recursive: true });
  }
}

async function onPostgres(surroundings: Surroundings): Promise<string> {
  const server = await startPostgres();
  const filled: Filled[] = [];
  try {
    for (const images of SIZES) {
      const url = await server.newDatabase();
      surroundings.progress(`PostgreSQL: registering ${images} images`);
      filled.push(await fill(await startIngot({ settings: ['--database.url', url] }), images, url));
    }
    return await compare(filled, surroundings);
  } finally {
    for (const { service } of filled) await service.stop();
    await server.stop();
  }
}

async function fill(service: Contestant, images: number, database: string): Promise<Filled> {
  try {
    const member = await signIn(service.authUrl, service.member);
    const administrator = await signIn(service.authUrl, service.administrator);
    const program = path.join(REPOSITORY, 'packages/server/src/testing/seed/seed.ts');
    const options = ['--database', database, '--project', member.projectId, '--images', String(images)];
    const ids = JSON.parse(await run(process.execPath, [program, ...options])) as string[];
    return { images, service, sessions: { member, administrator }, ids };
  } catch (error) {
    await service.stop();
    throw error;
  }
}

async function compare(filled: readonly Filled[], { rounds, seconds, progress }: Surroundings): Promise<string> {
  const [requests = []] = filled.map(({ ids, images }) => listRequests(ids, images));
  const rows: string[][] = [];
  for (const [index, { what, as }] of requests.entries()) {
    const rates = await alternate(rounds, filled, ({ service, sessions, ids, images }) => {
      const session = sessions[as];
      const paths = listRequests(ids, images)[index]?.paths.map((one) =>
        one.replace('@PROJECT@', sessions.member.projectId),
      );
      const load = {
        base: service.imageUrl,
        paths: paths ?? [],
        headers: { 'X-Auth-Token': session.token },
        status: 200,
      };
      return measureRate(load, { seconds, connections: CONNECTIONS, processes: service.processes });
    });
    const [few, many] = rates;
    if (!few || !many) throw new Error('two stores are compared');
    progress(
      `${what}, ${as}: p99 ${figure(few.p99)} and ${figure(many.p99)} ms, CPU ${figure(few.cpu)} and ${figure(many.cpu)} µs`,
    );
    const figures = [few.p50, many.p50, few.p99, many.p99, many.p99 / few.p99, few.cpu, many.cpu, many.cpu / few.cpu];
    rows.push([`${what}, ${as}`, ...figures.map(figure)]);
  }
  const [few, many] = SIZES.map((size) => size.toLocaleString('en'));
  const pair = (unit: string): string[] => [`${unit}: ${few}`, many ?? '', 'ratio'];
  return table(['list of 25', ...pair('p50 ms').slice(0, 2), ...pair('p99 ms'), ...pair('CPU µs')], rows);
}
