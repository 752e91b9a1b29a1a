import type { Signals } from '../db/index.ts';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { decodeChange, encodeChange, type Change } from './change.ts';

/** The topic of what other processes are told. */
const CHANGED = 'changed';
/** People who watch at a time, in one process. */
const MAX_WATCHERS = 1000;
/** Changes that somebody has not heard of yet; of more he is told only that there are some. */
const MAX_PENDING = 256;

/** What somebody who watches is told: changes, or that he has missed some and has to look at everything again. */
export type Notice = { readonly kind: 'changed'; readonly change: Change } | { readonly kind: 'missed' };

/**
 * Who changes something announces it, and who looks at it hears of it, in every process on the same database. One may be
 * lost between processes, so whoever watches looks by himself as well, now and then.
 */
export interface Changes {
  /** After the change was committed. */
  announce(change: Change): void;
  /**
   * What changes in the caller's project, and what everybody sees, from now on.
   *
   * @throws IngotError `forbidden` without a project; `too-many-requests` when very many watch already.
   */
  watch(caller: Caller, signal: AbortSignal): AsyncIterable<Notice>;
}

export function createChanges(signals: Signals): Changes {
  const watchers = new Set<Watcher>();
  const tell = (change: Change): void => {
    for (const watcher of watchers) watcher.tell(change);
  };
  signals.on(CHANGED, (detail) => {
    const change = decodeChange(detail);
    if (change !== null) tell(change);
  });
  return {
    announce: (change) => {
      tell(change);
      signals.send(CHANGED, encodeChange(change));
    },
    watch: ({ projectId }, signal) => {
      if (projectId === null) throw new IngotError('forbidden', 'The token stands for no project.');
      if (watchers.size >= MAX_WATCHERS) throw new IngotError('too-many-requests', 'Too many people watch already.');
      const watcher = new Watcher(projectId);
      watchers.add(watcher);
      signal.addEventListener('abort', () => {
        watchers.delete(watcher);
        watcher.wake();
      });
      return watcher.notices(signal);
    },
  };
}

/** Remembers what somebody has not heard of yet: each thing once, however often it has changed. */
class Watcher {
  readonly #project: Change['project'];
  readonly #pending = new Map<string, Change>();
  #hasMissed = false;
  #wake: () => void = () => undefined;

  constructor(project: Change['project']) {
    this.#project = project;
  }

  tell(change: Change): void {
    if (change.project !== this.#project && !change.isPublic) return;
    if (this.#pending.size < MAX_PENDING) this.#pending.set(`${change.topic} ${change.id}`, change);
    else this.#hasMissed = true;
    this.#wake();
  }

  wake(): void {
    this.#wake();
  }

  async *notices(signal: AbortSignal): AsyncGenerator<Notice> {
    while (!signal.aborted) {
      if (this.#hasMissed) {
        this.#hasMissed = false;
        this.#pending.clear();
        yield { kind: 'missed' };
      }
      for (const [key, change] of this.#pending) {
        this.#pending.delete(key);
        yield { kind: 'changed', change };
      }
      if (this.#pending.size > 0 || this.#hasMissed || signal.aborted) continue;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }
}
