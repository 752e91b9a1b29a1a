import { IngotError } from '../../../kernel/errors.ts';
import type { HttpServer } from '../../http-server.ts';

/** Collections of Nova that are not here, with what to say. */
const NOT_SERVED = {
  '/os-server-groups': 'There are no groups of servers here.',
  '/os-aggregates': 'There are no aggregates here: there is one host.',
  '/os-security-groups': 'There are no security groups here: the network of a server reaches nothing.',
  '/os-networks': 'There are no networks to choose from here.',
  '/os-floating-ips': 'There are no networks to choose from here.',
  '/servers/:server_id/os-interface': 'There are no networks to choose from here.',
  '/servers/:server_id/os-instance-actions': 'What was done with a server is in the log of the service.',
} as const;

/** They answer 404, as clients expect of a service that was set up without them. */
export function notServedRoutes(scope: HttpServer): void {
  for (const [url, reason] of Object.entries(NOT_SERVED)) {
    scope.get(url, { schema: { tags: ['compute'], hide: true } }, async () => {
      throw new IngotError('not-found', reason);
    });
  }
}
