import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { ConfigError, type Config } from './config/index.ts';
import { randomPassword } from './credentials.ts';
import { countServiceSessions } from './db/index.ts';
import { lockDirectory, openDataDirectory, readWrittenPassword, type DataDirectory } from './data-directory/index.ts';
import type { RebuildFigures } from './storage/index.ts';
import { VERSION } from './version.ts';

export interface RebuildCommand {
  /** Tells what would come of it, by doing it to a copy of the database. */
  readonly dryRun: boolean;
  /** Given lines for the person at the terminal. */
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Between two lines about how far it has come, in milliseconds. */
const PROGRESS_INTERVAL = 5000;

/**
 * `rebuild-store`: makes the records anew from what lies in the store, see `storage/rebuild/rebuild.ts`.
 *
 * @throws ConfigError while a service uses the directory.
 */
export async function rebuildStore(config: Config, { dryRun, print, signal }: RebuildCommand): Promise<void> {
  const directory = await openDataDirectory(config.data);
  const lock = lockDirectory(directory.lock);
  if (!lock) {
    throw new ConfigError(`data is "${directory.root}", but an Ingot process uses that directory; stop it first.`);
  }
  const trial = `${directory.database}.dry-run`;
  try {
    // A dry run reckons with an empty database there, and disturbs nobody.
    if (!dryRun) await requireAlone(config);
    if (dryRun) {
      await copyDatabase(directory, trial);
      print('This is a dry run: nothing is changed.');
    }
    const settings = dryRun ? { ...config, 'database.url': 'sqlite' } : config;
    await rebuildWith(settings, dryRun ? { ...directory, database: trial } : directory, { dryRun, print, signal });
  } finally {
    for (const suffix of ['', '-wal', '-shm']) await rm(trial + suffix, { force: true });
    lock.release();
  }
}

/** Processes that share a PostgreSQL database have data directories of their own. */
async function requireAlone(config: Config): Promise<void> {
  const url = config['database.url'];
  if (url === 'sqlite' || !URL.canParse(url)) return;
  const sessions = await countServiceSessions(url);
  if (sessions === 0) return;
  throw new ConfigError(
    `Ingot processes have ${sessions} connections to the database of database.url; stop them first.`,
  );
}

async function rebuildWith(config: Config, directory: DataDirectory, command: RebuildCommand): Promise<void> {
  const { print, signal } = command;
  const logger = pino({ level: 'silent' });
  const app = await createApp({ config, directory, logger, version: VERSION });
  let last = Date.now();
  const progress = (figures: RebuildFigures): void => {
    if (Date.now() - last < PROGRESS_INTERVAL) return;
    last = Date.now();
    print(`… ${summary(figures)}`);
  };
  // Who has the file of the lost life goes on with the password in it.
  const written = await readWrittenPassword(directory);
  const password = written ?? randomPassword();
  const administrator = async (): Promise<void> => {
    const { created } = await app.bootstrap({ adminPassword: password });
    if (created && !command.dryRun) {
      print(
        written === null
          ? `The administrator is admin, password ${password}.`
          : `The administrator is admin again, with the password in ${directory.openrc}.`,
      );
    }
  };
  try {
    const figures = await app.rebuild(administrator, { signal, progress, loss: print });
    print(summary(figures));
  } finally {
    await app.stop();
  }
}

function summary({ packs, chunks, projects, images, snapshots, contents, unreadableLabels }: RebuildFigures): string {
  const parts = [
    `packs: ${packs.adopted} adopted (${chunks} chunks), ${packs.known} known, ${packs.lost} gone, ${packs.unreadable} unreadable`,
    `projects: ${projects} recovered`,
    `images: ${labelled(images)}`,
    `snapshots: ${labelled(snapshots)}`,
    `contents without a record: ${contents.recovered} recovered as deactivated images, ${contents.incomplete} incomplete`,
  ];
  if (unreadableLabels > 0) parts.push(`labels: ${unreadableLabels} unreadable`);
  return parts.join('; ');
}

function labelled({ recovered, updated, known, incomplete }: RebuildFigures['images']): string {
  return `${recovered} recovered, ${updated} brought up to date, ${known} known, ${incomplete} incomplete`;
}

/** A copy in which everything committed is, also what still lies in the log. Nothing when there is no database. */
async function copyDatabase({ database }: DataDirectory, to: string): Promise<void> {
  await rm(to, { force: true });
  if (!existsSync(database)) return;
  const source = new DatabaseSync(database);
  try {
    source.prepare('vacuum into ?').run(to);
  } finally {
    source.close();
  }
}
