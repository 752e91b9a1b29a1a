import { DatabaseSync } from 'node:sqlite';

/** Held until `release`, or until the process ends in whatever way. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the lock of a data directory, or returns null when another process has it.
 *
 * An exclusive SQLite transaction that is never committed: the kernel drops it with the process, so a killed service
 * leaves nothing to clean up, unlike a file with a pid.
 */
export function lockDirectory(file: string): DirectoryLock | null {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return {
    release: () => {
      database.close();
    },
  };
}

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
