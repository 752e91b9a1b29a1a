import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { ByteSource } from '@ingot/disk';
import { bufferSource } from '@ingot/disk/testing';
import { INSPECTION_LIMITS, type InspectionLimits } from './child/inspection-limits.ts';
import { serveDisks } from './child/serve-disks.ts';
import { startChild, type Fence } from './child/start-child.ts';
import { openInspector } from './inspector.ts';

const MiB = 1024 * 1024;
const FENCES: readonly Fence[] = ['bubblewrap', 'permissions'];

/** Why nothing is known when a program of `child/testing` inspects; and what was told for the log. */
async function failure(
  name: string,
  disk: ByteSource = bufferSource(Buffer.alloc(512)),
  limits: Partial<InspectionLimits> = {},
): Promise<{ reason: string; detail: string }> {
  let detail = '';
  const inspector = await openInspector({
    program: programOf(name),
    limits,
    onFailure: (said) => {
      detail = said;
    },
  });
  const report = await inspector.inspect(disk);
  assert.ok(!report.findings.known, JSON.stringify(report));
  return { reason: report.findings.reason, detail };
}

function programOf(name: string): string {
  return path.join(import.meta.dirname, 'child/testing', `${name}.ts`);
}

/** Of this process. */
async function children(): Promise<string[]> {
  const ids = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  return ids.split(' ').filter((id) => id !== '');
}

/** Warnings of what such a program tells. */
async function told(name: string, disk: ByteSource, limits: Partial<InspectionLimits> = {}): Promise<string[]> {
  const report = await (await openInspector({ program: programOf(name), limits })).inspect(disk);
  assert.ok(report.findings.known, JSON.stringify(report));
  return report.findings.value.layout.warnings;
}

describe('an inspection', () => {
  it('is behind bubblewrap here', async () => {
    assert.equal((await openInspector()).warning, null);
  });

  it('tells what is on a disk', async () => {
    const report = await (await openInspector()).inspect(bufferSource(Buffer.alloc(MiB)));
    assert.ok(report.findings.known);
    const { layout, systems } = report.findings.value;
    assert.deepEqual(
      layout.parts.map(({ name, content }) => [name, content.kind]),
      [['disk', 'empty']],
    );
    assert.deepEqual(systems, []);
  });

  it('starts from compiled code that it is given a place for, and says the same', async () => {
    const codeCache = await mkdtemp(path.join(tmpdir(), 'ingot-code-'));
    try {
      const inspector = await openInspector({ codeCache });
      const disk = bufferSource(Buffer.alloc(MiB));
      const first = await inspector.inspect(disk);
      const compiled = await readdir(codeCache);
      assert.notDeepEqual(compiled, []);
      const { mtimeMs } = await stat(codeCache);
      assert.deepEqual(await inspector.inspect(disk), first);
      assert.deepEqual(await (await openInspector()).inspect(disk), first);
      assert.equal((await stat(codeCache)).mtimeMs, mtimeMs);
      const program = programOf('compiled');
      const order = bufferSource(Buffer.from(codeCache));
      const report = await (await openInspector({ codeCache, program })).inspect(order);
      assert.ok(report.findings.known);
      assert.deepEqual(report.findings.value.layout.warnings, ['runs compiled code']);
    } finally {
      await rm(codeCache, { recursive: true });
    }
  });

  it('fails with what the disk failed with, which says nothing of the disk', async () => {
    const away: ByteSource = { size: MiB, read: () => Promise.reject(new Error('the store is away')) };
    await assert.rejects((await openInspector()).inspect(away), /the store is away/);
  });
});

describe('a process that inspects', () => {
  it('may end, talk rubbish, and lie: then nothing is known', async () => {
    assert.match((await failure('rubbish')).reason, /asked for what it may not have/);
    assert.match((await failure('outside')).reason, /asked for what it may not have/);
    assert.match((await failure('wrong-report')).reason, /can not be read/);
    assert.match((await failure('endless-report')).reason, /too large/);
    const { reason, detail } = await failure('no-such-program');
    assert.match(reason, /ended before it had a report/);
    assert.match(detail, /Cannot find module/);
  });

  it('reads no more than it may, and can tell so', async () => {
    const disk = bufferSource(Buffer.alloc(MiB));
    assert.match(String(await told('greedy', disk, { bytes: 10 * MiB })), /^limit-exceeded,.*more than 10485760 bytes/);
    assert.match(String(await told('greedy', disk, { reads: 10 })), /^limit-exceeded,.*more than 10 reads/);
    assert.match(String(await told('greedy', disk, { readingTime: 50 })), /^limit-exceeded,.*more than 0.05 s/);
  });

  it('ends when it takes too much memory', async () => {
    const { reason, detail } = await failure('hoarder', bufferSource(Buffer.alloc(MiB)));
    assert.match(reason, /ended before it had a report/);
    assert.match(detail, /bytes of memory are in use/);
  });

  it('is killed when it takes too long, or hangs', async () => {
    assert.match((await failure('hanging', undefined, { time: 300 })).reason, /longer than 0.3 s/);
  });

  it('is started while its disk is still to come, and is gone when none comes', async () => {
    const inspector = await openInspector();
    const before = await children();
    const coming = Promise.withResolvers<ByteSource>();
    const inspecting = inspector.inspect(coming.promise);
    while ((await children()).length === before.length) await setImmediate();
    coming.resolve(bufferSource(Buffer.alloc(MiB)));
    assert.ok((await inspecting).findings.known);
    const never = Promise.withResolvers<ByteSource>();
    const waiting = inspector.inspect(never.promise);
    while ((await children()).length === before.length) await setImmediate();
    never.reject(new Error('there is no disk'));
    await assert.rejects(waiting, /there is no disk/);
    assert.deepEqual(await children(), before);
  });

  it('is gone when the inspection is cancelled', async () => {
    const stop = new AbortController();
    const inspector = await openInspector();
    const asked: ByteSource = {
      size: MiB,
      read: () => {
        stop.abort(new Error('enough'));
        return new Promise(() => undefined);
      },
    };
    await assert.rejects(inspector.inspect(asked, { signal: stop.signal }), /enough/);
    await assert.rejects(inspector.inspect(asked, { signal: stop.signal }), /enough/);
  });
});

describe('the fence around it', () => {
  for (const fence of FENCES) {
    it(`kills what is stopped, as ${fence}`, async () => {
      const child = startChild({ fence, program: programOf('hanging') });
      const pid = await innermost(child.pid);
      process.kill(pid, 'SIGSTOP');
      await child.stop();
      assert.match(await child.end, /SIGKILL/);
      await gone(pid);
    });
  }

  it('falls with the process that put it up', async () => {
    const parent = spawn(process.execPath, [programOf('parent')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line]: Buffer[] = await once(parent.stdout, 'data');
    const pid = await innermost(Number(line));
    parent.kill('SIGKILL');
    await gone(pid);
  });

  it('keeps it from files, programs, threads and, but for a machine without bubblewrap, the network', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'ingot-canary-'));
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const canary = path.join(directory, 'canary');
      await writeFile(canary, 'secret');
      const address = server.address();
      assert.ok(typeof address === 'object' && address !== null);
      const disk = bufferSource(Buffer.from(JSON.stringify({ canary, port: address.port })));
      assert.deepEqual(await toldBehind('bubblewrap', disk), []);
      assert.deepEqual(await toldBehind('permissions', disk), ['reached the network']);
      assert.deepEqual(await readdir(directory), ['canary']);
    } finally {
      server.close();
      await rm(directory, { recursive: true });
    }
  });
});

async function toldBehind(fence: Fence, disk: ByteSource): Promise<string[]> {
  const child = startChild({ fence, program: programOf('prober') });
  try {
    const order = Buffer.from(
      JSON.stringify({ size: disk.size, profiles: [], image: { fileType: null, parentFileType: null } }),
    );
    const result = JSON.parse(
      (await serveDisks(child.output, child.input, [disk], order, INSPECTION_LIMITS)).toString(),
    );
    return result.findings.layout.warnings;
  } finally {
    await child.stop();
  }
}

/** The process at the end of a chain of only children, when it is there: Node, which has threads and no child. */
async function innermost(outermost: number | undefined): Promise<number> {
  for (;;) {
    let pid = outermost ?? 0;
    for (let next = pid; next > 0; next = Number.parseInt(await childrenOf(pid), 10)) pid = next;
    // Programs around it have its command among their arguments; they may not be ready to fall with their parent yet.
    if ((await readFile(`/proc/${pid}/cmdline`, 'latin1')).startsWith(process.execPath)) return pid;
    await setImmediate();
  }
}

function childrenOf(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/task/${pid}/children`, 'latin1');
}

async function gone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`)) await setImmediate();
}
