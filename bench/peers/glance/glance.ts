import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAccount } from '../../accounts.ts';
import { signIn } from '../../cloud.ts';
import { MEMBER, type Contestant } from '../../contestant.ts';
import { processGroups } from '../../process-groups.ts';
import { startDaemon, type Daemon } from './daemon.ts';
import { startGlanceApi } from './glance-api.ts';
import { startKeystone } from './keystone.ts';
import { startMariaDb } from './mariadb.ts';
import { installGlance } from './packages.ts';
import { registeredImages } from './registered-images.ts';

/**
 * Debian's Glance as a small real deployment has it: Keystone, MariaDB and memcached beside it, the file store, all on
 * the loopback address and free ports. Takes about 40 seconds. Everything lies in a temporary directory, which goes with it.
 */
export async function startGlance(): Promise<Contestant> {
  await installGlance();
  const home = await mkdtemp(path.join(tmpdir(), 'ingot-bench-glance-'));
  // MariaDB runs as a user of its own and has to pass.
  await chmod(home, 0o755);
  const daemons: Daemon[] = [];
  const stop = async (): Promise<void> => {
    for (const daemon of daemons.toReversed()) await daemon.stop();
    await rm(home, { recursive: true });
  };
  try {
    const mariadb = await startMariaDb(home, await freePort());
    daemons.push(mariadb.daemon);
    const cachePort = await freePort();
    const memcached = `127.0.0.1:${cachePort}`;
    daemons.push(await startMemcached(home, cachePort));
    const database = await mariadb.createDatabase('keystone');
    const keystone = await startKeystone({ home, port: await freePort(), database, memcached });
    daemons.push(keystone.daemon);
    const glance = await startGlanceApi({
      home,
      port: await freePort(),
      database: await mariadb.createDatabase('glance'),
      memcached,
      keystone,
    });
    daemons.push(glance.daemon);
    const { authUrl, administrator } = keystone;
    return {
      name: 'glance',
      authUrl,
      imageUrl: glance.imageUrl,
      administrator,
      member: await createAccount(await signIn(authUrl, administrator), MEMBER, 'member'),
      processes: processGroups(daemons.map(({ pid }) => pid)),
      register: (project, from, to) => mariadb.execute(registeredImages(project, from, to)),
      data: glance.data,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startMemcached(home: string, port: number): Promise<Daemon> {
  const directory = path.join(home, 'memcached');
  await mkdir(directory);
  const command = ['memcached', '-u', 'memcache', '-l', '127.0.0.1', '-p', String(port), '-U', '0'] as const;
  return startDaemon('memcached', { command, directory, port });
}

/** One that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address and a port');
  return address.port;
}
