import { readdir, readFile, statfs } from 'node:fs/promises';
import { run } from './program.ts';

/** Bytes that the files below a directory take on disk. */
export async function diskUse(directory: string): Promise<number> {
  const output = await run('/usr/bin/du', ['--summarize', '--block-size=1', directory]);
  return Number(output.split('\t')[0]);
}

/** Bytes that are left for us where a directory lies. */
export async function freeSpace(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

/** What a process and its descendants keep in memory, in bytes. */
export interface MemoryUse {
  /** Now. */
  readonly resident: number;
  /** The sum of the peaks of those that live: not less than the true peak. */
  readonly peak: number;
}

export async function memoryUse(pid: number): Promise<MemoryUse> {
  const processes = await Promise.all(
    (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map((name) => processStatus(Number(name))),
  );
  const family = new Set([pid]);
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const { id, parent } of processes) if (family.has(parent)) family.add(id);
  }
  const members = processes.filter(({ id }) => family.has(id));
  return {
    resident: members.reduce((sum, { resident }) => sum + resident, 0),
    peak: members.reduce((sum, { peak }) => sum + peak, 0),
  };
}

/** From /proc/PID/status, see proc_pid_status(5); zeros when the process is gone by now. */
async function processStatus(id: number): Promise<MemoryUse & { readonly id: number; readonly parent: number }> {
  const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
  const value = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return { id, parent: value('PPid'), resident: value('VmRSS') * 1024, peak: value('VmHWM') * 1024 };
}
