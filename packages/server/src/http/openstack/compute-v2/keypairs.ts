import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import type { HttpServer } from '../../http-server.ts';
import { REFUSALS } from './documented-answers.ts';

/** There are none: keys are put into guests by user data. Clients list them before they create a server. */
export function keypairRoutes(scope: HttpServer): void {
  scope.get(
    '/os-keypairs',
    {
      schema: {
        tags: ['compute'],
        summary: 'List key pairs, of which there are none',
        response: { 200: Type.Object({ keypairs: Type.Array(Type.Unknown()) }), ...REFUSALS },
      },
    },
    async () => ({ keypairs: [] }),
  );
  scope.post('/os-keypairs', { schema: { tags: ['compute'], hide: true } }, async () => {
    throw new IngotError('invalid', 'Key pairs are not kept here: put the key into the user data of the server.');
  });
}
