import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { hasErrno } from '../../kernel/errno.ts';

/** Milliseconds between two looks at a process that is going and is not our child. */
const LOOK_INTERVAL = 20;

/** A process by what no other one will ever be: its id, and when it was started. */
export interface ProcessIdentity {
  readonly pid: number;
  /** In ticks since the machine was started, which no two processes of one id share. */
  readonly startTime: string;
}

/** Reads a line of `/proc/PID/stat` (proc_pid_stat(5)); null when it is none. */
function parseStat(line: string): ProcessIdentity | null {
  const pid = Number.parseInt(line, 10);
  // The name in parentheses may hold anything, and changes.
  const startTime = line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
  return Number.isInteger(pid) && pid > 1 && startTime !== undefined && /^\d+$/.test(startTime)
    ? { pid, startTime }
    : null;
}

/** The process whose line was kept in a file; null when there is none. */
export async function keptProcess(file: string): Promise<ProcessIdentity | null> {
  try {
    return parseStat(await readFile(file, 'utf8'));
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

export async function isAlive({ pid, startTime }: ProcessIdentity): Promise<boolean> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // A zombie is dead: its parent has not looked yet.
    return parseStat(line)?.startTime === startTime && !/\) [ZX] /.test(line);
  } catch (error) {
    if (hasErrno(error, 'ENOENT') || hasErrno(error, 'ESRCH')) return false;
    throw error;
  }
}

/** Whether it is gone within so many milliseconds. */
export async function isGoneWithin(identity: ProcessIdentity, patience: number): Promise<boolean> {
  for (const end = performance.now() + patience; await isAlive(identity); await delay(LOOK_INTERVAL)) {
    if (performance.now() > end) return false;
  }
  return true;
}
