import { Type } from 'typebox';
import { IMAGE_ACTIONS } from '../../images/index.ts';
import type { HttpServer } from '../http-server.ts';

const IMAGE_ACTION_TABLE = Type.Record(Type.String(), Type.Array(Type.String()), {
  description: 'The states in which each action is legal',
});

/** What every client may know, with or without a token. */
export function aboutRoutes(scope: HttpServer, version: string): void {
  const tags = ['ingot'];
  const config = { public: true };

  scope.get(
    '/version',
    {
      config,
      schema: { tags, summary: 'Show the version', response: { 200: Type.Object({ version: Type.String() }) } },
    },
    async () => ({ version }),
  );

  scope.get(
    '/image-actions',
    {
      config,
      schema: {
        tags,
        summary: 'Show what can be done with an image in which state',
        response: { 200: IMAGE_ACTION_TABLE },
      },
    },
    async () => Object.fromEntries(Object.entries(IMAGE_ACTIONS).map(([action, states]) => [action, [...states]])),
  );
}
