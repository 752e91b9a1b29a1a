import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { languageOf, type Language } from '../../messages/language.ts';
import { message } from '../../messages/message.ts';
import { record, time, type Cell, type Column, type RecordOutput } from '../../output/output.ts';
import { verdictStatus } from '../verdict-status.ts';
import { findImage } from './find-image.ts';

type Report = Answer<'get', '/api/v1/reports/{id}'>;
type Result = Report['results'][number];

const UNDER_WAY: ReadonlySet<Report['status']> = new Set(['waiting', 'running']);

export const imageCheck = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: { profile: { kind: 'texts', value: 'PROFILE', help: 'image-check.profile' } },
  notes: 'image-check.notes',
  run: async ({ arguments: { image: nameOrId }, options: { profile } }, context) => {
    const { client } = await context.access();
    const image = await findImage(client, nameOrId);
    const meter = context.progress.begin(message('progress.checking', { name: image.name ?? image.id }), null);
    try {
      const { id } = await client.call('post', '/api/v1/images/{id}/reports', {
        path: { id: image.id },
        body: profile.length > 0 ? { profiles: [...profile] } : {},
      });
      const report = await waitUntil(
        () => client.call('get', '/api/v1/reports/{id}', { path: { id } }),
        ({ status }) => !UNDER_WAY.has(status),
        context.signal,
      );
      if (report.status === 'done') return reportRecord(report, languageOf(context.surroundings.environment));
      const reason = report.failure ?? report.status;
      throw new CommandError(EXIT.failed, message('image-check.failed', { id: image.id, reason }));
    } finally {
      meter.end();
    }
  },
});

const FIELDS: readonly Column<Report>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.image-id', of: ({ imageId }) => imageId },
  { label: 'column.finished', of: ({ finishedAt }) => time(finishedAt) },
];

/** The verdict of each profile, and below it the rules that are not met with what to do about them. */
function reportRecord(report: Report, language: Language): RecordOutput {
  const results = report.results.flatMap((result) => resultFields(result, language));
  return { ...record(report, FIELDS, results), status: verdictStatus(report.results) };
}

function resultFields({ profile, verdict, rules }: Result, language: Language): (readonly [string, Cell])[] {
  const unmet = rules.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable');
  return [
    [profile, verdict],
    ...unmet.map(({ id, outcome, title, remedy, unknownBecause }): readonly [string, Cell] => {
      const advice = outcome === 'unknown' ? unknownBecause.join('; ') : remedy[language];
      return [`  ${id}`, `${outcome}: ${title[language]}. ${advice}`];
    }),
  ];
}
