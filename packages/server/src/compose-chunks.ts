import { openChunkStore } from '@ingot/chunk-store';
import type { Logger } from 'pino';
import type { Config } from './config/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import { createSqlChunkIndex } from './db/chunk-index/chunk-index.sql.ts';
import type { Database } from './db/index.ts';
import { encryptCopies, encryptPacks, loadSealing, oldSeals } from './encryption/index.ts';
import { createSqlSealRecords } from './encryption/seal-records.sql.ts';
import type { Clock } from './kernel/clock.ts';
import { openPackStore } from './open-pack-store.ts';
import { openLabelPacks, openPackCopies } from './open-side-packs.ts';

export interface ChunkParts {
  readonly config: Config;
  readonly directory: DataDirectory;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Damage was met, and somebody is to see to it. */
  readonly onDamage: () => void;
}

/** The bytes of everything: packs where the settings say, sealed if they say so, beside their copies and labels. */
export async function composeChunks({ config, directory, database, clock, log, onDamage }: ChunkParts) {
  const sealing = await loadSealing({
    keyFiles: config['store.encryption.key-files'],
    keyCommand: config['store.encryption.key-command'],
    plainPacks: config['store.encryption.plain-packs'],
  });
  const packStore = await openPackStore(config, directory, log);
  const copies = await openPackCopies(config);
  const plainLabelPacks = await openLabelPacks(config, directory);
  const backend = await encryptPacks(packStore.backend, sealing, createSqlSealRecords(database));
  const index = createSqlChunkIndex(database);
  const chunks = await openChunkStore({
    backend,
    ...(copies && { copies: encryptCopies(copies, sealing) }),
    index,
    owner: directory.processName,
    clock,
    leaseDuration: config['processes.lease'],
    onQuarantine: (damaged) => {
      log.error({ count: damaged.length, first: damaged[0] }, 'chunks are damaged and out of service');
      onDamage();
    },
  });
  return {
    packStore,
    backend,
    index,
    chunks,
    labelPacks: encryptCopies(plainLabelPacks, sealing),
    /** What is still sealed by a key that is to go; null without encryption. */
    oldSeals: sealing && {
      packs: oldSeals(packStore.backend, sealing),
      labels: oldSeals(plainLabelPacks, sealing),
    },
  };
}
