import type { HttpServer } from '../../http-server.ts';
import { collectionSchema } from './collection-schema.ts';
import { documented, REFUSALS } from './documented-answers.ts';
import { IMAGE_SCHEMA } from './image-schema.ts';
import { MEMBER_SCHEMA } from './members.ts';
import { LISTED_TASK_SCHEMA, TASK_SCHEMA } from './render-task.ts';

const SCHEMAS = {
  image: IMAGE_SCHEMA,
  images: collectionSchema('images', IMAGE_SCHEMA),
  member: MEMBER_SCHEMA,
  members: collectionSchema('members', MEMBER_SCHEMA),
  task: TASK_SCHEMA,
  tasks: collectionSchema('tasks', LISTED_TASK_SCHEMA),
};

/** The JSON schemas by which clients build their models of what this API answers. */
export function schemaRoutes(scope: HttpServer): void {
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    scope.get(
      `/schemas/${name}`,
      {
        schema: {
          tags: ['image'],
          summary: `Describe ${name} in JSON schema`,
          response: { 200: documented('A JSON schema', {}), ...REFUSALS },
        },
      },
      async () => schema,
    );
  }
}
