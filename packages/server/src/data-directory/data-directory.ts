import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { processNameIn } from './process-name.ts';

/**
 * Where everything lies.
 *
 *   data/
 *     ingot.db     records, index of chunks (SQLite)
 *     store/       packs: the bytes of images; labels, which tell of what
 *     cache/       what was read of packs that lie elsewhere; may be deleted while the service is stopped
 *     volumes/     disks of volumes of this process, and the layers that they stand on
 *     machines/    sockets and logs of guests of this process, which may be running
 *     keys/        what tokens are sealed with
 *     preparation/ file systems of images that are being changed; empty while the service is stopped
 *     inspector/   the compiled program that looks at disks; may be deleted while the service is stopped
 *     trials/      disks of guests that are started to be looked at; emptied at the start
 *     accounting.tmp   scratch of a measurement that is under way
 *     process      the name of this process among several on one database
 *     lock.db      held by the one process that may use this directory
 *     openrc, clouds.yaml   for OpenStack clients, as the first administrator
 */
export interface DataDirectory {
  readonly root: string;
  readonly database: string;
  readonly store: string;
  readonly cache: string;
  readonly volumes: string;
  readonly machines: string;
  readonly keys: string;
  readonly preparation: string;
  readonly inspectorCode: string;
  readonly trials: string;
  readonly accounting: string;
  /** Kept over restarts; leases and jobs carry it. */
  readonly processName: string;
  readonly lock: string;
  readonly openrc: string;
  readonly cloudsYaml: string;
}

/** Creates what is missing; readable by its owner only, since it holds keys and tenants' disks. */
export async function openDataDirectory(directory: string): Promise<DataDirectory> {
  const root = path.resolve(directory);
  await mkdir(root, { recursive: true, mode: 0o700 });
  const at = (name: string): string => path.join(root, name);
  const layout: Omit<DataDirectory, 'processName'> = {
    root,
    database: at('ingot.db'),
    store: at('store'),
    cache: at('cache'),
    volumes: at('volumes'),
    machines: at('machines'),
    keys: at('keys'),
    preparation: at('preparation'),
    inspectorCode: at('inspector'),
    trials: at('trials'),
    accounting: at('accounting.tmp'),
    lock: at('lock.db'),
    openrc: at('openrc'),
    cloudsYaml: at('clouds.yaml'),
  };
  await mkdir(layout.trials, { recursive: true, mode: 0o700 });
  await mkdir(layout.store, { recursive: true, mode: 0o700 });
  await mkdir(layout.inspectorCode, { recursive: true, mode: 0o700 });
  await mkdir(layout.keys, { recursive: true, mode: 0o700 });
  return { ...layout, processName: await processNameIn(at('process')) };
}
