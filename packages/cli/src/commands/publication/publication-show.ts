import { defineCommand } from '../../command/command.ts';
import { PUBLICATION_ARGUMENT } from './publication-argument.ts';
import { publicationRecord } from './publication-columns.ts';
import { donePublication } from './settled-publication.ts';

export const publicationShow = defineCommand({
  arguments: [PUBLICATION_ARGUMENT],
  options: { wait: { kind: 'flag', help: 'option.wait' } },
  run: async ({ arguments: { publication: id }, options: { wait } }, context) => {
    const { client } = await context.access();
    if (wait) return publicationRecord(await donePublication(client, id, context));
    return publicationRecord(await client.call('get', '/api/v1/publications/{id}', { path: { id } }));
  },
});
