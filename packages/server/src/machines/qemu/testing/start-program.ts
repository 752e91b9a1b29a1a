import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A program that listens on a Unix socket in a directory of its own. */
export interface ListeningProgram {
  readonly socket: string;
  readonly directory: string;
  kill(): Promise<void>;
}

const LOOK_MS = 20;

/** Starts it, and waits until it listens: of that nobody is told. @param args of the path of that socket. */
export async function startListening(
  program: string,
  args: (socket: string, directory: string) => readonly string[],
): Promise<ListeningProgram> {
  const directory = await mkdtemp(path.join(tmpdir(), 'listens-'));
  const socket = path.join(directory, 's');
  const options = ['--pdeathsig', 'KILL', program, ...args(socket, directory)];
  const child = spawn('/usr/bin/setpriv', options, { stdio: 'ignore' });
  const exit = once(child, 'exit');
  while (!(await listens(socket))) {
    if (child.exitCode !== null) {
      await rm(directory, { recursive: true });
      throw new Error(`${program} ended before it listened`);
    }
    await delay(LOOK_MS);
  }
  return {
    socket,
    directory,
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
      await rm(directory, { recursive: true });
    },
  };
}

async function listens(socket: string): Promise<boolean> {
  const connection = connect(socket);
  try {
    await once(connection, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}
