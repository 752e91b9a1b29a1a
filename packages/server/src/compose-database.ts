import { auditMigrations } from './audit/audit-store.sql.ts';
import type { Config } from './config/index.ts';
import { consoleMigrations } from './consoles/console-store.sql.ts';
import { chunkIndexMigrations } from './db/chunk-index/chunk-index.sql.ts';
import type { Database } from './db/index.ts';
import { sealMigrations } from './encryption/seal-records.sql.ts';
import { exportMigrations } from './exports/export-store.sql.ts';
import { flavorMigrations } from './flavors/flavor-store.sql.ts';
import { identityMigrations } from './identity/identity-store.sql.ts';
import { imageMigrations } from './images/image-store.sql.ts';
import { imageDiffMigrations } from './inspection/diffs/image-diff-store.sql.ts';
import { inspectionMigrations } from './inspection/report-store.sql.ts';
import { jobMigrations } from './jobs/job-store.sql.ts';
import { keyPairMigrations } from './key-pairs/key-pair-store.sql.ts';
import { machineMigrations } from './machines/machine-store.sql.ts';
import { metadefMigrations } from './metadefs/metadef-store.sql.ts';
import { openDatabase } from './open-database.ts';
import { preparationMigrations } from './preparation/preparation-store.sql.ts';
import { publishingMigrations } from './publishing/publishing-store.sql.ts';
import { quotaMigrations } from './quotas/quota-store.sql.ts';
import { recipeMigrations } from './recipes/recipe-store.sql.ts';
import { recipeRunMigrations } from './recipes/runs/run-store.sql.ts';
import { accountingMigrations } from './storage/accounting/accounting-store.sql.ts';
import { damageMigrations } from './storage/integrity/damage-store.sql.ts';
import { labelMigrations } from './storage/labels/label-store.sql.ts';
import { foundRootMigrations } from './storage/rebuild/found-roots.sql.ts';
import { runMigrations } from './storage/run-store.sql.ts';
import { volumeMigrations } from './volumes/volume-store.sql.ts';

/**
 * The database with the tables of every part, as this version has them.
 *
 * @param file of an SQLite database.
 * @throws ConfigError when it cannot be used, and says why.
 */
export async function composeDatabase(config: Config, file: string): Promise<Database> {
  const database = await openDatabase(config, file);
  await database.migrate([
    chunkIndexMigrations,
    identityMigrations,
    quotaMigrations,
    imageMigrations,
    jobMigrations,
    metadefMigrations,
    runMigrations,
    accountingMigrations,
    sealMigrations,
    damageMigrations,
    labelMigrations,
    foundRootMigrations,
    volumeMigrations,
    exportMigrations,
    inspectionMigrations,
    imageDiffMigrations,
    preparationMigrations,
    flavorMigrations,
    keyPairMigrations,
    consoleMigrations,
    machineMigrations,
    publishingMigrations,
    recipeMigrations,
    recipeRunMigrations,
    auditMigrations,
  ]);
  return database;
}
