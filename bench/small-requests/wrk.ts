import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../acceptance/program.ts';
import type { ProcessGroups } from '../process-groups.ts';

/** The same request again and again. */
export interface Load {
  /** Without path. */
  readonly base: string;
  /** Taken in turn; each begins with a slash. */
  readonly paths: readonly string[];
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  /** `@N@` becomes the number of the request. */
  readonly body?: string;
  /** The status that every answer has to have. */
  readonly status: number;
}

/** What came of it. */
export type Rate = {
  readonly perSecond: number;
  /** Times from request to whole answer, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** CPU microseconds of all processes of the service, for each request; not a number when they are unknown. */
  readonly cpu: number;
};

export interface LoadOptions {
  readonly seconds: number;
  readonly connections: number;
  readonly processes: ProcessGroups;
}

const RESULT = /^RESULT (\d+) (\d+) (\d+) (\d+) (\d+)$/m;

/** A request may take this long, in seconds, as those of a busy peer do. */
const LONGEST = 60;

/**
 * Runs wrk with one thread and connections that are kept open; for longer when nothing is answered in time.
 *
 * @throws when an answer is not what it has to be
 */
export async function measureRate(load: Load, options: LoadOptions): Promise<Rate> {
  const { seconds, connections, processes } = options;
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-bench-wrk-'));
  try {
    const script = path.join(directory, 'load.lua');
    await writeFile(script, luaScript(load));
    const flags = ['--threads=1', `--connections=${connections}`, `--duration=${seconds}s`, '--timeout=60s'];
    const before = processes.cpuSeconds();
    const printed = await run('wrk', [...flags, `--script=${script}`, load.base]);
    const used = processes.cpuSeconds() - before;
    const [requests, microseconds, p50, p99, bad] = (RESULT.exec(printed) ?? []).slice(1).map(Number);
    if (requests === 0 && bad === 0 && seconds < LONGEST)
      return await measureRate(load, { ...options, seconds: LONGEST });
    if (!requests || !microseconds || bad !== 0) {
      throw new Error(`${load.method ?? 'GET'} ${load.base}${load.paths[0] ?? ''} is not answered well:\n${printed}`);
    }
    return {
      perSecond: requests / (microseconds / 1e6),
      p50: (p50 ?? 0) / 1000,
      p99: (p99 ?? 0) / 1000,
      cpu: before > 0 ? (used / requests) * 1e6 : Number.NaN,
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** https://github.com/wg/wrk/blob/4.1.0/SCRIPTING: counts wrong answers and prints what `RESULT` reads. */
function luaScript({ method = 'GET', paths, headers = {}, body, status }: Load): string {
  const entries = Object.entries(headers).map(([name, value]) => `[${lua(name)}] = ${lua(value)}`);
  return `
local paths = {${paths.map(lua).join(', ')}}
local body = ${body === undefined ? 'nil' : lua(body)}
local count, bad, threads = 0, 0, {}
wrk.method = ${lua(method)}
wrk.headers = {${entries.join(', ')}}
function request()
  count = count + 1
  return wrk.format(nil, paths[count % #paths + 1], nil, body and (body:gsub("@N@", count)))
end
function response(status)
  if status ~= ${status} then bad_answers = (bad_answers or 0) + 1 end
end
function setup(thread) table.insert(threads, thread) end
function done(summary, latency)
  for _, thread in ipairs(threads) do bad = bad + (thread:get("bad_answers") or 0) end
  local errors = summary.errors
  bad = bad + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("RESULT %d %d %d %d %d\\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), bad))
end
`;
}

/** JSON's texts are Lua's, but for escapes that nothing here needs. */
function lua(text: string): string {
  return JSON.stringify(text);
}
