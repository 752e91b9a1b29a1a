import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jsonLines, type JsonLines } from './json-lines.ts';

/** What a boot was like. */
export interface Boot {
  /** Milliseconds until the guest agent answered. */
  readonly time: number;
  /** Bytes that the guest had read of its disk by then. */
  readonly read: number;
  /** What it had written to its console. */
  readonly console: string;
}

const QEMU = '/usr/bin/qemu-system-x86_64';
/** Emulation is slow, and several guests share the processors of the test. */
const PATIENCE_MS = 300_000;
const LOOK_MS = 100;
/** What is sent before the guest has opened its end of the agent's channel is lost. */
const ASK_EVERY_MS = 500;

/** Boots QEMU from a qcow2 disk until its guest agent answers, and ends it. Emulated: not every machine has KVM. */
export async function bootGuest(disk: string): Promise<Boot> {
  // The names of Unix sockets are short.
  const directory = await mkdtemp(path.join(tmpdir(), 'boot-'));
  const [monitor, agent, console] = ['monitor', 'agent', 'console'].map((name) => path.join(directory, name));
  if (!monitor || !agent || !console) throw new Error('there are three names');
  const options = [
    '-nodefaults -display none -accel tcg -cpu max -m 512',
    `-drive if=virtio,format=qcow2,file=${disk}`,
    `-serial file:${console} -qmp unix:${monitor},server=on,wait=off`,
    `-device virtio-serial -chardev socket,id=agent,path=${agent},server=on,wait=off`,
    '-device virtserialport,chardev=agent,name=org.qemu.guest_agent.0',
  ];
  const words = options.flatMap((option) => option.split(' '));
  const qemu = spawn(QEMU, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const complaints: Buffer[] = [];
  qemu.stderr.on('data', (bytes: Buffer) => complaints.push(bytes));
  const exit = once(qemu, 'exit');
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error('The guest did not come up in time')), PATIENCE_MS);
  void exit.then(() => patience.abort(new Error(`QEMU ended: ${Buffer.concat(complaints).toString()}`)));
  const begun = performance.now();
  const { signal } = patience;
  try {
    while (!existsSync(agent) || !existsSync(monitor)) await delay(LOOK_MS, undefined, { signal });
    const channel = await jsonLines(agent, signal);
    await agentAnswers(channel, signal);
    const time = performance.now() - begun;
    channel.close();
    return { time, read: await readSoFar(monitor, signal), console: await readFile(console, 'utf8') };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    qemu.kill('SIGKILL');
    await exit;
    await rm(directory, { recursive: true });
  }
}

async function agentAnswers(agent: JsonLines, signal: AbortSignal): Promise<void> {
  const ask = setInterval(() => agent.send({ execute: 'guest-ping' }), ASK_EVERY_MS);
  try {
    await agent.next((answer) => 'return' in answer);
  } finally {
    clearInterval(ask);
  }
  signal.throwIfAborted();
}

/** By QEMU's own count. */
async function readSoFar(socket: string, signal: AbortSignal): Promise<number> {
  const monitor = await jsonLines(socket, signal);
  try {
    const returned = (message: object): boolean => 'return' in message;
    monitor.send({ execute: 'qmp_capabilities' });
    await monitor.next(returned);
    monitor.send({ execute: 'query-blockstats' });
    const { return: drives } = (await monitor.next(returned)) as { return: { stats: { rd_bytes: number } }[] };
    return drives.reduce((sum, { stats }) => sum + stats.rd_bytes, 0);
  } finally {
    monitor.close();
  }
}
