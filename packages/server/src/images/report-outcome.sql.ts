import type { Transaction } from 'kysely';
import type { ImageId } from '../kernel/ids.ts';
import type { ImageTables } from './image-tables.sql.ts';
import { imageTransaction, type TransactionParts } from './image-transaction.sql.ts';
import { gatedTransaction } from './publication/publication-gate.ts';
import { writeOutcome, type ReportOutcome } from './publication/report-outcome.ts';

/** The tables that an outcome is written to, and what it depends on. */
export type OutcomeTables = Pick<ImageTables, keyof ImageTables>;

/**
 * `writeOutcome` in a transaction of others, who have locked nothing before.
 *
 * @param others as for the store of images. @param results writes what the outcome follows from, once the image is locked.
 */
export async function reportOutcomeWrite(
  tx: Transaction<ImageTables>,
  others: TransactionParts,
  id: ImageId,
  outcome: ReportOutcome,
  results: () => Promise<void>,
): Promise<void> {
  const images = gatedTransaction(imageTransaction(tx, others));
  await images.imageFind(id);
  await results();
  await writeOutcome(images, id, outcome);
}
