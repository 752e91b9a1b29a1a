import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Signals } from '../signals.ts';
import { connectionConfig } from './postgres-connections.ts';

const CHANNEL = 'ingot';
/** Milliseconds until a connection that was lost is made again. */
const PAUSE = 1000;
/** Milliseconds between two questions to a server that may have gone without a word, and how long its answer may take. */
const QUESTION_INTERVAL = 30_000;
const ANSWER_TIMEOUT = 10_000;

export interface PostgresSignals extends Signals {
  stop(): Promise<void>;
}

interface Message {
  /** The connection that sends, so that it can skip its own. */
  readonly from: string;
  readonly topic: string;
  readonly detail: string;
}

/**
 * Signals by LISTEN and NOTIFY, on a connection of its own that is made when somebody listens first.
 *
 * @param notify sends a payload to a channel, on any connection. Not within a transaction: its commit would wait for those
 *   of all others that send.
 */
export function postgresSignals(
  url: string,
  notify: (channel: string, payload: string) => Promise<unknown>,
): PostgresSignals {
  const self = randomUUID();
  const handlers = new Map<string, ((detail: string) => void)[]>();
  const stopping = new AbortController();
  let listening: Promise<void> | null = null;

  const receive = (payload: string): void => {
    const { from, topic, detail } = JSON.parse(payload) as Message;
    if (from !== self) for (const handler of handlers.get(topic) ?? []) handler(detail);
  };
  const listen = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await listenUntilLost(url, receive, stopping.signal);
      } catch {
        // The server is away; whoever asks it for anything else is told so.
      }
      await pause(stopping.signal);
    }
  };
  return {
    send: (topic, detail = '') => {
      const message: Message = { from: self, topic, detail };
      notify(CHANNEL, JSON.stringify(message)).catch(() => undefined);
    },
    on: (topic, handler) => {
      handlers.set(topic, [...(handlers.get(topic) ?? []), handler]);
      listening ??= listen();
    },
    stop: async () => {
      stopping.abort();
      await listening;
    },
  };
}

/** Resolves when `signal` aborts. @throws when the connection cannot be made or is lost. */
async function listenUntilLost(url: string, receive: (payload: string) => void, signal: AbortSignal): Promise<void> {
  const client = new Client({ ...connectionConfig(url), query_timeout: ANSWER_TIMEOUT });
  const lost = Promise.withResolvers<void>();
  // Known of even while nobody waits for it.
  lost.promise.catch(() => undefined);
  const stop = (): void => lost.resolve();
  client.on('error', lost.reject);
  client.on('end', stop);
  client.on('notification', ({ payload = '' }) => receive(payload));
  signal.addEventListener('abort', stop, { once: true });
  const questions = setInterval(() => void client.query('select 1').catch(lost.reject), QUESTION_INTERVAL);
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    await lost.promise;
  } finally {
    clearInterval(questions);
    signal.removeEventListener('abort', stop);
    await client.end().catch(() => undefined);
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, PAUSE);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}
