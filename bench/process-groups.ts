import { readdirSync, readFileSync } from 'node:fs';

/** Kernel ticks a second; 100 on every Linux that Node supports (`getconf CLK_TCK`). */
const TICKS = 100;

/** What processes use, by their groups: a service may start workers, and their time counts as well. */
export interface ProcessGroups {
  /** CPU seconds, user and system, of those that live now since their start. */
  cpuSeconds(): number;
  /** Resident memory now, in bytes; pages that processes share are shared out among them. */
  residentBytes(): number;
}

/** @param leaders process group ids; none when the processes are unknown (a peer on another machine) */
export function processGroups(leaders: readonly number[]): ProcessGroups {
  const members = (): Stat[] => {
    if (leaders.length === 0) return [];
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(statOf).filter((stat) => stat !== null && leaders.includes(stat.group)) as Stat[];
  };
  return {
    cpuSeconds: () => members().reduce((sum, { ticks }) => sum + ticks, 0) / TICKS,
    residentBytes: () => members().reduce((sum, { pid }) => sum + proportionalBytes(pid), 0),
  };
}

interface Stat {
  readonly pid: string;
  readonly group: number;
  readonly ticks: number;
}

/** proc_pid_stat(5): after the name in parentheses come state, parent, group, …, utime (12th), stime (13th). */
function statOf(pid: string): Stat | null {
  const text = read(`/proc/${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid, group: Number(fields[2]), ticks: Number(fields[11]) + Number(fields[12]) };
}

function proportionalBytes(pid: string): number {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  return Number(kibibytes ?? 0) * 1024;
}

/** Null when the process has ended meanwhile. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null;
    throw error;
  }
}
