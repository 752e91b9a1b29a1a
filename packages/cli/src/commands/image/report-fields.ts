import type { Answer, ApiClient } from '@ingot/client';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import type { Language } from '../../messages/language.ts';
import { message } from '../../messages/message.ts';
import type { Cell } from '../../output/output.ts';

export type Report = Answer<'get', '/api/v1/reports/{id}'>;

const UNDER_WAY: ReadonlySet<Report['status']> = new Set(['waiting', 'running']);

/** Waits until a report is done. @throws CommandError where it comes to nothing, the signal's reason */
export async function doneReport(client: ApiClient, id: string, signal: AbortSignal): Promise<Report> {
  const report = await waitUntil(
    () => client.call('get', '/api/v1/reports/{id}', { path: { id } }),
    ({ status }) => !UNDER_WAY.has(status),
    signal,
  );
  if (report.status === 'done') return report;
  const reason = report.failure ?? report.status;
  throw new CommandError(EXIT.failed, message('image-check.failed', { id: report.imageId, reason }));
}

/** The verdict of each profile, and below it the rules that are not met with what to do about them. */
export function reportFields({ results }: Report, language: Language): (readonly [string, Cell])[] {
  return results.flatMap(({ profile, verdict, rules }) => {
    const unmet = rules.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable');
    return [
      [profile, verdict] as const,
      ...unmet.map(({ id, outcome, title, remedy, unknownBecause }) => {
        const advice = outcome === 'unknown' ? unknownBecause.join('; ') : remedy[language];
        return [`  ${id}`, `${outcome}: ${title[language]}. ${advice}`] as const;
      }),
    ];
  });
}
