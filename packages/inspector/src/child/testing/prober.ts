import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { Worker } from 'node:worker_threads';
import { receiveOrder, remoteDisk, sendResult } from '../remote-disk.ts';
import { findingsOf } from './findings.ts';

/** A child that a disk has taken over: it tells what it could do. The disk says where a secret lies, and who listens. */
const { size } = (receiveOrder() as { size: number } | null) ?? { size: 0 };
const { canary, port } = JSON.parse((await remoteDisk(size).read(0, size)).toString());
const did: string[] = [];

async function attempt(what: string, act: () => unknown): Promise<void> {
  try {
    await act();
    did.push(what);
  } catch {
    // It was kept from it, in one of many ways.
  }
}

await attempt('read a secret', () => readFileSync(canary));
await attempt('read users', () => readFileSync('/etc/passwd'));
await attempt('wrote a file', () => {
  writeFileSync(`${canary}.stolen`, 'x');
});
await attempt('started a program', () => {
  const { error } = spawnSync('/bin/true');
  if (error !== undefined) throw error;
});
await attempt('started a thread', () => once(new Worker('', { eval: true }), 'online'));
await attempt('reached the network', () => once(createConnection(port, '127.0.0.1'), 'connect'));
sendResult({ findings: findingsOf(...did), profiles: [], plan: null });
process.exit();
