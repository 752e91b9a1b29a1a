import { IngotError } from '../../../kernel/errors.ts';
import type { HttpServer } from '../../http-server.ts';

/** Collections of Cinder that are not here, with what to say. */
const NOT_SERVED = {
  '/backups': 'There are no backups here: make an image of a volume or a snapshot.',
  '/backups/detail': 'There are no backups here: make an image of a volume or a snapshot.',
  '/attachments': 'Attachments are part of their volumes here.',
  '/groups': 'There are no groups of volumes here.',
  '/messages': 'There are no messages here: a volume that failed says why.',
  '/volume-transfers': 'Volumes are not transferred between projects here: share an image of one.',
} as const;

/** They answer 404, as clients expect of a service that was set up without them. */
export function notServedRoutes(scope: HttpServer): void {
  for (const [url, reason] of Object.entries(NOT_SERVED)) {
    scope.get(url, { schema: { tags: ['volume'], hide: true } }, async () => {
      throw new IngotError('not-found', reason);
    });
  }
}
