import { defineCommand } from '../../command/command.ts';
import { findImage } from '../image/find-image.ts';
import { familyRecord } from './family-columns.ts';
import { CHANGE_OPTIONS, FAMILY_ARGUMENT, projectQuery, reasonOf } from './family-options.ts';

export const familyPin = defineCommand({
  arguments: [FAMILY_ARGUMENT, { name: 'image', help: 'argument.image', complete: 'image' }],
  options: CHANGE_OPTIONS,
  run: async ({ arguments: { family: name, image: nameOrId }, options: { project, reason } }, context) => {
    const { client } = await context.access();
    const { id: imageId } = await findImage(client, nameOrId);
    const query = projectQuery(project);
    const body = { imageId, ...reasonOf(reason) };
    return familyRecord(await client.call('put', '/api/v1/families/{name}/pin', { path: { name }, query, body }));
  },
});
