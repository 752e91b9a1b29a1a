import { Type } from 'typebox';
import type { HttpServer } from '../../http-server.ts';
import { REFUSALS } from '../documented-answers.ts';

/** There are none: since minor versions came, nothing is an extension any more. */
export function extensionRoutes(scope: HttpServer): void {
  scope.get(
    '/extensions',
    {
      schema: {
        tags: ['volume'],
        summary: 'List extensions',
        response: { 200: Type.Object({ extensions: Type.Array(Type.Unknown()) }), ...REFUSALS },
      },
    },
    async () => ({ extensions: [] }),
  );
}
