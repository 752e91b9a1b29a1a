import { defineCommand } from '../../command/command.ts';
import { languageOf } from '../../messages/language.ts';
import { message } from '../../messages/message.ts';
import { record, time, type Column } from '../../output/output.ts';
import { verdictStatus } from '../verdict-status.ts';
import { findImage } from './find-image.ts';
import { doneReport, reportFields, type Report } from './report-fields.ts';

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
      const report = await doneReport(client, id, context.signal);
      const results = reportFields(report, languageOf(context.surroundings.environment));
      return { ...record(report, FIELDS, results), status: verdictStatus(report.results) };
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
