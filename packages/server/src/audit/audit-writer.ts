import { setImmediate as turnEnd } from 'node:timers/promises';
import type { WorkLog } from '../jobs/index.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditStore } from './audit-store.ts';

/** Writes entries down: those of one turn of the event loop share a statement, and with the changes of others a flush. */
export interface AuditWriter {
  /**
   * Resolves once the entry is durable, so that whoever was told of a change can find it in the log. Where the database
   * fails the entry goes to the log of the service instead, and the answer is given all the same: the change was made.
   */
  readonly record: (entry: AuditEntry) => Promise<void>;
}

/**
 * What waits is one entry for each request that is under way, so connections bound it. Two statements at most are under way:
 * while one becomes durable the next is written.
 */
export function createAuditWriter({ entriesAdd }: Pick<AuditStore, 'entriesAdd'>, log: WorkLog): AuditWriter {
  let waiting: AuditEntry[] = [];
  let next: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();
  let lastButOne: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    await turnEnd();
    await lastButOne;
    const entries = waiting;
    waiting = [];
    next = null;
    lastButOne = last;
    last = entriesAdd(entries).catch((error: unknown) => {
      log.error({ err: error, entries }, 'entries of the audit log could not be written; they stand here');
    });
    await last;
  }

  return {
    record: (entry) => {
      waiting.push(entry);
      next ??= write();
      return next;
    },
  };
}
