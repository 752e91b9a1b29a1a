import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { PUBLICATION_ARGUMENT } from './publication-argument.ts';
import { settledPublication } from './settled-publication.ts';

export const publicationCancel = defineCommand({
  arguments: [PUBLICATION_ARGUMENT],
  options: { wait: { kind: 'flag', help: 'publication-cancel.wait' } },
  notes: 'publication-cancel.notes',
  run: async ({ arguments: { publication: id }, options: { wait } }, context) => {
    const { client } = await context.access();
    const cancelled = await client.call('post', '/api/v1/publications/{id}/cancel', { path: { id } });
    if (!wait) return done(message('publication.cancelling', { id }), cancelled);
    const ended = await settledPublication(client, id, context);
    if (ended.status !== 'cancelled') {
      throw new CommandError(EXIT.conflict, message('publication.ended', { id, status: ended.status }));
    }
    return done(message('publication.cancelled', { id }), ended);
  },
});
