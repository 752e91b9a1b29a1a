import type { ApiClient } from '@ingot/client';
import type { CommandContext } from '../../command/context.ts';
import { languageOf } from '../../messages/language.ts';
import { record, time, type Column, type RecordOutput } from '../../output/output.ts';
import { verdictStatus } from '../verdict-status.ts';
import { doneReport, reportFields, type Report } from './report-fields.ts';

/** Waits until a report on an image is done, and shows it. @throws as {@link doneReport}. */
export async function settledReport(client: ApiClient, id: string, context: CommandContext): Promise<RecordOutput> {
  const report = await doneReport(client, id, context.signal);
  const results = reportFields(report, languageOf(context.surroundings.environment));
  const contradictions = report.contradictions.map(
    ({ property, value, found }) => [property, `${value} ≠ ${found}`] as const,
  );
  return { ...record(report, FIELDS, [...contradictions, ...results]), status: verdictStatus(report.results) };
}

const FIELDS: readonly Column<Report>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.image-id', of: ({ imageId }) => imageId },
  { label: 'column.finished', of: ({ finishedAt }) => time(finishedAt) },
];
