import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { IngotError } from '../../kernel/errors.ts';
import type { BootFindings, BootSign, CloudInitEnd, PasswordEnd } from './boot-findings.ts';
import type { GuestWord } from './guest-control.ts';
import { answersAt, REMOTE_ACCESS } from './remote-access.ts';
import type { TrialGuest } from './trial-guest.ts';

/** Milliseconds that an agent is still waited for after something else has shown that the system is there. */
const AGENT_GRACE = 60_000;
/** Between two looks at what tells nobody of itself. */
const LOOK_EVERY = 2000;
/** Looks at the screen that have to show the same before it is still. */
const STILL = 5;
/** Text consoles of Linux ask so for a name. */
const LOGIN = /(^|\s)login: *$/m;
const CLOUD_INIT_RESULT = '/run/cloud-init/result.json';
const CLOUD_INIT = '/usr/bin/cloud-init';
const MAX_RESULT = 64 * 1024;

/**
 * Watches a guest come up: waits for its agent, looks for other signs of life meanwhile, asks it what a desktop service would
 * ask of it. What the guest does not do is a finding and no failure.
 *
 * @param patience milliseconds for all of it.
 * @throws the signal's reason.
 */
export async function observeBoot(guest: TrialGuest, patience: number, signal: AbortSignal): Promise<BootFindings> {
  const begun = performance.now();
  const elapsed = (): number => Math.round(performance.now() - begun);
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal, AbortSignal.timeout(patience)]);
  const signs = new Map<BootSign['sign'], number>();
  let ended: string | null = null;
  guest.ended.catch((error: unknown) => {
    ended = error instanceof Error ? error.message : String(error);
    over.abort();
  });
  const giveUp = new AbortController();
  const waiting = AbortSignal.any([until, giveUp.signal]);
  let grace: NodeJS.Timeout | undefined;
  const noAnswer = notDone(until);
  const looks = look(guest, waiting, (sign) => {
    if (!signs.has(sign)) signs.set(sign, elapsed());
    // One that asks for names may never have an agent; a picture alone says little.
    if (sign !== 'still-screen') grace ??= setTimeout(() => giveUp.abort(), AGENT_GRACE);
  });
  const agentAfter = await guest.control.wait(patience, waiting).then(elapsed, notDone(waiting));
  const word = agentAfter === null ? null : await guest.control.about(until).catch(noAnswer);
  const cloudInit = await cloudInitEnd(guest, word, until, elapsed);
  const password = await passwordEnd(guest, word, until);
  // What listens may come up after the agent; it has had the time that the other questions took.
  await ports(guest, until, (sign) => signs.set(sign, signs.get(sign) ?? elapsed())).catch(noAnswer);
  giveUp.abort();
  const screens = await looks;
  clearTimeout(grace);
  const last = ended === null ? await guest.screenshot(signal).catch(notDone(signal)) : null;
  signal.throwIfAborted();
  return {
    agentAfter,
    guest: word,
    signs: [...signs].map(([sign, after]) => ({ sign, after })),
    cloudInit,
    password,
    duration: elapsed(),
    screens: last && !screens.at(-1)?.equals(last) ? [...screens.slice(-1), last] : screens.slice(-1),
    serialLog: guest.serialLog(),
    ended,
  };
}

/** For what a guest did not do, or was not waited for any longer: that is no failure of ours. */
function notDone(signal: AbortSignal): (error: unknown) => null {
  return (error) => {
    if (signal.aborted || error instanceof IngotError) return null;
    throw error;
  };
}

/** Looks at the screen, the serial port and the network until the signal. @returns the last screen that was different. */
async function look(
  guest: TrialGuest,
  signal: AbortSignal,
  seen: (sign: BootSign['sign']) => void,
): Promise<readonly Buffer[]> {
  let shown: { readonly digest: string; readonly bytes: Buffer } | null = null;
  let same = 0;
  while (!signal.aborted) {
    try {
      if (LOGIN.test(guest.serialLog().toString('latin1').trimEnd().slice(-200))) seen('login');
      const bytes = await guest.screenshot(signal);
      const digest = createHash('sha256').update(bytes).digest('hex');
      same = shown?.digest === digest ? same + 1 : 0;
      shown = { digest, bytes };
      if (same === STILL) seen('still-screen');
      await ports(guest, signal, seen);
      await delay(LOOK_EVERY, undefined, { signal });
    } catch (error) {
      notDone(signal)(error);
    }
  }
  return shown ? [shown.bytes] : [];
}

async function ports(guest: TrialGuest, signal: AbortSignal, seen: (sign: BootSign['sign']) => void): Promise<void> {
  await Promise.all(
    REMOTE_ACCESS.map(async (service) => {
      const port = guest.ports.get(service.port);
      if (port !== undefined && (await answersAt(port, service, signal))) seen(service.sign);
    }),
  );
}

/** Cloud-init tells of its end by a file (docs of cloud-init, "Status"). */
async function cloudInitEnd(
  { control }: TrialGuest,
  word: GuestWord | null,
  signal: AbortSignal,
  elapsed: () => number,
): Promise<CloudInitEnd> {
  if (!word) return { end: 'unknown', reason: 'The guest agent did not answer.' };
  if (word.family !== 'linux') return { end: 'absent' };
  try {
    if ((await control.readFile(CLOUD_INIT, 1, signal)) === null) return { end: 'absent' };
    for (;;) {
      const result = await control.readFile(CLOUD_INIT_RESULT, MAX_RESULT, signal);
      if (result) return resultOf(result, elapsed());
      await delay(LOOK_EVERY, undefined, { signal });
    }
  } catch (error) {
    if (error instanceof IngotError) return { end: 'unknown', reason: error.message };
    notDone(signal)(error);
    return { end: 'late' };
  }
}

function resultOf(bytes: Buffer, after: number): CloudInitEnd {
  const unreadable = { end: 'failed', reason: 'What cloud-init wrote of its end is not readable.' } as const;
  try {
    const { v1 } = JSON.parse(bytes.toString('utf8')) as { v1?: { errors?: unknown } };
    if (!Array.isArray(v1?.errors)) return unreadable;
    return v1.errors.length === 0 ? { end: 'finished', after } : { end: 'failed', reason: String(v1.errors[0]) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return unreadable;
    throw error;
  }
}

async function passwordEnd({ control }: TrialGuest, word: GuestWord | null, signal: AbortSignal): Promise<PasswordEnd> {
  if (!word) return { end: 'unknown' };
  const user = word.family === 'windows' ? 'Administrator' : 'root';
  try {
    // Nobody is told: the disk is thrown away.
    await control.setPassword(user, `${randomBytes(18).toString('base64url')}aA1!`, signal);
    return { end: 'set', user };
  } catch (error) {
    if (error instanceof IngotError && error.code === 'conflict')
      return { end: 'refused', user, reason: error.message };
    notDone(signal)(error);
    return { end: 'unknown' };
  }
}
