/**
 * A real Ceph with an S3 gateway, on this machine alone, in two seconds:
 *
 *     ceph-mon (the map) ◄── ceph-osd (objects, in memory) ◄── radosgw (S3) ◄── whoever is judged
 *
 * The gateway can be stopped and started as a network or a machine may stop it; what was stored stays.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startDaemon, type Daemon } from '../daemon.ts';
import { freePort } from '../free-port.ts';
import { run } from '../run.ts';
import { bucketCreate, bucketKeys, bucketUploads, type GatewayAccess } from './bucket.ts';
import { startCluster } from './cluster.ts';
import { cephConfiguration } from './configuration.ts';

export interface Ceph extends GatewayAccess {
  /** Where its configuration and logs are, until it is stopped. */
  readonly directory: string;
  /** Makes an empty bucket and gives its name. */
  newBucket(): Promise<string>;
  /** The keys of all objects of a bucket. */
  keys(bucket: string): Promise<string[]>;
  /** The keys of multipart uploads of a bucket that nobody has completed or given up. */
  uploads(bucket: string): Promise<string[]>;
  /** The account may not store more than this many bytes from now on; null lifts the limit. Effective at once. */
  limit(bytes: number | null): Promise<void>;
  /** The gateway hangs: connections are taken, nothing is answered. */
  pause(): Promise<void>;
  resume(): void;
  /** The gateway is gone: connections are refused. */
  kill(): Promise<void>;
  /** Starts the gateway that was killed, at the same address; resolves when it answers. */
  restart(): Promise<void>;
  /** Ends everything and removes what it wrote. */
  stop(): Promise<void>;
}

const USER = { name: 'judge', accessKey: 'INGOTACCESSKEY', secretKey: 'ingot/secret+key' };

/** @throws with the words of the program that failed. */
export async function startCeph(): Promise<Ceph> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-ceph-'));
  const daemons = new Set<Daemon>();
  const stop = async (): Promise<void> => {
    for (const daemon of daemons) await daemon.kill();
    await rm(directory, { recursive: true });
  };
  try {
    return await start(directory, daemons, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(directory: string, daemons: Set<Daemon>, stop: () => Promise<void>): Promise<Ceph> {
  const gatewayPort = await freePort();
  const clusterId = randomUUID();
  const monitorPort = await freePort();
  const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', CEPH_CONF: path.join(directory, 'ceph.conf') };
  await writeFile(environment.CEPH_CONF, cephConfiguration({ directory, clusterId, monitorPort, gatewayPort }));
  const tool = (program: string, ...args: string[]): Promise<string> => run(`/usr/bin/${program}`, args, environment);
  const daemon = (program: string, ...args: string[]): Daemon => {
    const started = startDaemon(`/usr/bin/${program}`, ['-f', ...args], environment);
    daemons.add(started);
    return started;
  };
  await startCluster({ directory, clusterId, monitorPort, tool, daemon });

  const access = { endpoint: `http://127.0.0.1:${gatewayPort}`, accessKey: USER.accessKey, secretKey: USER.secretKey };
  const startGateway = async (): Promise<Daemon> => {
    const started = daemon('radosgw', '-n', 'client.admin');
    await answers(access.endpoint, started);
    return started;
  };
  let gateway = await startGateway();
  const keys = [`--access-key=${USER.accessKey}`, `--secret-key=${USER.secretKey}`];
  await tool('radosgw-admin', 'user', 'create', `--uid=${USER.name}`, `--display-name=${USER.name}`, ...keys);

  return {
    ...access,
    directory,
    newBucket: async () => {
      const bucket = `bucket-${randomUUID()}`;
      await bucketCreate(access, bucket);
      return bucket;
    },
    keys: (bucket) => bucketKeys(access, bucket),
    uploads: (bucket) => bucketUploads(access, bucket),
    limit: async (bytes) => {
      const quota = ['--quota-scope=user', `--uid=${USER.name}`];
      if (bytes === null) await tool('radosgw-admin', 'quota', 'disable', ...quota);
      else {
        await tool('radosgw-admin', 'quota', 'set', ...quota, `--max-size=${bytes}`);
        await tool('radosgw-admin', 'quota', 'enable', ...quota);
      }
    },
    pause: () => gateway.pause(),
    resume: () => gateway.resume(),
    kill: async () => {
      daemons.delete(gateway);
      await gateway.kill();
    },
    restart: async () => {
      gateway = await startGateway();
    },
    stop,
  };
}

/** Resolves when the gateway answers. It tells nobody, so it is asked again and again. */
async function answers(endpoint: string, gateway: Daemon): Promise<void> {
  for (;;) {
    try {
      await (await fetch(endpoint)).text();
      return;
    } catch {
      if (gateway.failure !== null) throw gateway.failure;
      await delay(20);
    }
  }
}
