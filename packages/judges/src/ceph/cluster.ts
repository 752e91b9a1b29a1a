import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Daemon } from '../daemon.ts';

/** At a command of a monitor that is not ready yet. */
const ATTEMPTS = 20;

export interface Cluster {
  readonly directory: string;
  readonly clusterId: string;
  readonly monitorPort: number;
  /** Runs a program of Ceph to its end. */
  readonly tool: (program: string, ...args: string[]) => Promise<string>;
  /** Starts one that stays. */
  readonly daemon: (program: string, ...args: string[]) => Daemon;
}

/** The cluster below the gateway, by hand as in "Manual Deployment" of Ceph's documentation. */
export async function startCluster({ directory, clusterId, monitorPort, tool, daemon }: Cluster): Promise<void> {
  const keyring = path.join(directory, 'keyring');
  const map = path.join(directory, 'monitor-map');
  const rights = ['mon', 'osd'].flatMap((what) => ['--cap', what, 'allow *']);
  await tool('ceph-authtool', '--create-keyring', keyring, '--gen-key', '-n', 'mon.', ...rights);
  await tool('ceph-authtool', keyring, '--gen-key', '-n', 'client.admin', ...rights);
  await tool('monmaptool', '--create', '--fsid', clusterId, '--addv', 'a', `[v1:127.0.0.1:${monitorPort}]`, map);
  await mkdir(path.join(directory, 'monitor'));
  await tool('ceph-mon', '--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring);
  daemon('ceph-mon', '-i', 'a');

  const storeId = randomUUID();
  await ask(tool, 'osd', 'new', storeId);
  await mkdir(path.join(directory, 'store'));
  await tool('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', storeId);
  await ask(tool, 'osd', 'crush', 'add', 'osd.0', '1.0', 'host=here', 'root=default');
  daemon('ceph-osd', '-i', '0');
}

/** A monitor that has just begun, on a machine that is busy, refuses some commands. These may be given twice. */
async function ask(tool: Cluster['tool'], ...command: string[]): Promise<void> {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      await tool('ceph', ...command);
      return;
    } catch (error) {
      if (left === 1) throw error;
      await delay(200);
    }
  }
}
