import { setTimeout as delay } from 'node:timers/promises';
import { IngotError } from '../../kernel/errors.ts';
import type { GuestControl, GuestExit, GuestProgram, GuestWord } from '../trial/guest-control.ts';
import { ControlError } from './control-error.ts';
import type { GuestAgent } from './guest-agent.ts';

/** What is read or written at a time, in bytes: an answer has to fit into a line. */
const PIECE = 128 * 1024;
/** Of what a program printed, in bytes. */
const KEPT_OUTPUT = 64 * 1024;
/** Between two looks at a program that runs, in milliseconds: of its end nobody is told. */
const LOOK_EVERY = 250;

/** What can be done inside a guest by its agent. */
export function guestControl(agent: GuestAgent): GuestControl {
  return {
    wait: (patience, signal) => said(() => agent.sync({ signal, deadline: patience })),
    about: (signal) => said(() => about(agent, signal)),
    readFile: (path, limit, signal, from = 0) => said(() => readFile(agent, path, { from, limit }, signal)),
    writeFile: (path, bytes, signal) => said(() => writeFile(agent, path, bytes, signal)),
    run: (program, signal) => said(() => run(agent, program, signal)),
    setPassword: (username, password, signal) =>
      said(async () => {
        const order = { username, password: Buffer.from(password).toString('base64'), crypted: false };
        await agent.execute('guest-set-user-password', order, { signal });
      }),
    shutDown: (how, signal) => said(() => agent.shutDown(how, { signal })),
  };
}

async function about(agent: GuestAgent, signal: AbortSignal): Promise<GuestWord> {
  const { version } = await agent.execute('guest-info', {}, { signal });
  const os = await agent.execute('guest-get-osinfo', {}, { signal });
  return {
    family: os.id === 'mswindows' ? 'windows' : 'linux',
    id: os.id ?? null,
    name: os['pretty-name'] ?? os.name ?? null,
    kernel: os['kernel-release'] ?? null,
    agentVersion: version,
  };
}

async function readFile(
  agent: GuestAgent,
  path: string,
  { from, limit }: { readonly from: number; readonly limit: number },
  signal: AbortSignal,
): Promise<Buffer | null> {
  const handle = await openFile(agent, path, 'rb', signal);
  if (handle === null) return null;
  const parts: Buffer[] = [];
  let length = 0;
  try {
    if (from > 0) await agent.execute('guest-file-seek', { handle, offset: from, whence: 'set' }, { signal });
    while (length < limit) {
      const count = Math.min(PIECE, limit - length);
      const piece = await agent.execute('guest-file-read', { handle, count }, { signal });
      const bytes = Buffer.from(piece['buf-b64'], 'base64').subarray(0, count);
      parts.push(bytes);
      length += bytes.length;
      if (piece.eof || bytes.length === 0) break;
    }
    return Buffer.concat(parts);
  } finally {
    await closeFile(agent, handle);
  }
}

/** Null where there is no such file. */
async function openFile(agent: GuestAgent, path: string, mode: string, signal: AbortSignal): Promise<number | null> {
  try {
    return await agent.execute('guest-file-open', { path, mode }, { signal });
  } catch (error) {
    // ENOENT in the words of a Linux and of a Windows agent.
    const isMissing = error instanceof ControlError && /No such file|cannot find the (file|path)/i.test(error.message);
    if (isMissing && mode.startsWith('r')) return null;
    throw error;
  }
}

async function writeFile(agent: GuestAgent, path: string, bytes: Buffer, signal: AbortSignal): Promise<void> {
  const handle = await agent.execute('guest-file-open', { path, mode: 'wb' }, { signal });
  try {
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + PIECE).toString('base64');
      const { count } = await agent.execute('guest-file-write', { handle, 'buf-b64': piece }, { signal });
      if (count <= 0) throw new ControlError('refused', `The guest takes no more of ${path}.`);
      at += count;
    }
    await agent.execute('guest-file-flush', { handle }, { signal });
  } finally {
    await closeFile(agent, handle);
  }
}

/** Without a signal: an open file stays open in the guest else. */
async function closeFile(agent: GuestAgent, handle: number): Promise<void> {
  try {
    await agent.execute('guest-file-close', { handle });
  } catch (error) {
    // The agent that had it open is gone; so is the file.
    if (!(error instanceof ControlError)) throw error;
  }
}

async function run(agent: GuestAgent, program: GuestProgram, signal: AbortSignal): Promise<GuestExit> {
  const { path, args: arg, environment, input } = program;
  const order = {
    path,
    arg: [...arg],
    ...(environment && { env: [...environment] }),
    ...(input && { 'input-data': input.toString('base64') }),
    'capture-output': true,
  };
  const { pid } = await agent.execute('guest-exec', order, { signal });
  for (;;) {
    const status = await agent.execute('guest-exec-status', { pid }, { signal });
    if (status.exited) {
      return {
        code: status.exitcode ?? null,
        output: printed(status['out-data']),
        errors: printed(status['err-data']),
      };
    }
    await delay(LOOK_EVERY, undefined, { signal });
  }
}

function printed(base64: string | undefined): Buffer {
  return Buffer.from(base64 ?? '', 'base64').subarray(0, KEPT_OUTPUT);
}

/** In the words of the domain. */
async function said<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ControlError)) throw cause;
    const isNo = cause.code === 'refused' || cause.code === 'disabled';
    throw new IngotError(isNo ? 'conflict' : 'unavailable', cause.message, { cause });
  }
}
