import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { processGroups, type ProcessGroups } from '../process-groups.ts';

/** A disk that somebody serves. */
export interface ServedDisk {
  readonly name: string;
  /** What NBD clients are told. */
  readonly uri: string;
  readonly processes: ProcessGroups;
}

export interface Servers {
  readonly disks: readonly ServedDisk[];
  readonly stop: () => Promise<void>;
}

const PROGRAM = path.join(import.meta.dirname, '../../packages/chunk-store/src/testing/serve-nbd.ts');

/** The same file, served by qemu-nbd, by Ingot as a file, and by Ingot as a tree. @param directory for the sockets. */
export async function startServers(file: string, directory: string): Promise<Servers> {
  const ours = path.join(directory, 'ingot');
  const theirs = path.join(directory, 'qemu');
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const child of children) {
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
    }
  };
  try {
    const qemu = spawn('/usr/bin/qemu-nbd', ['-r', '-t', '-e', '16', '-f', 'raw', '-k', theirs, file], {
      detached: true,
    });
    children.push(qemu);
    const ingot = spawn(process.execPath, [PROGRAM, file, ours], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(ingot);
    const died = once(ingot, 'exit').then(([code]): never => {
      throw new Error(`${PROGRAM} ended with status ${String(code)} before it served anything`);
    });
    await Promise.race([once(ingot.stdout, 'data'), died]);
    // At the end it does, which is no failure then.
    died.catch(() => undefined);
    while (!existsSync(theirs) && qemu.exitCode === null) await setTimeout(20);
    return {
      disks: [
        served('qemu-nbd', qemu, `nbd+unix:///?socket=${theirs}`),
        served('ingot, file', ingot, `nbd+unix:///file?socket=${ours}`),
        served('ingot, tree', ingot, `nbd+unix:///tree?socket=${ours}`),
      ],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function served(name: string, { pid = 0 }: ChildProcess, uri: string): ServedDisk {
  return { name, uri, processes: processGroups([pid]) };
}
