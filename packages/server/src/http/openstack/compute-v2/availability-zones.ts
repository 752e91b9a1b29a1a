import { Type } from 'typebox';
import { AVAILABILITY_ZONES } from '../../../volumes/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { REFUSALS } from '../documented-answers.ts';

const ZONES = Type.Object({
  availabilityZoneInfo: Type.Array(
    Type.Object({
      zoneName: Type.String(),
      zoneState: Type.Object({ available: Type.Boolean() }),
      hosts: Type.Null(),
    }),
  ),
});

/** Where servers can be made: where volumes can. */
export function availabilityZoneRoutes(scope: HttpServer): void {
  // Which hosts there are is nobody's business here, so both answer the same; clients try the second one first.
  for (const url of ['/os-availability-zone', '/os-availability-zone/detail']) {
    scope.get(
      url,
      { schema: { tags: ['compute'], summary: 'List availability zones', response: { 200: ZONES, ...REFUSALS } } },
      async () => ({
        availabilityZoneInfo: AVAILABILITY_ZONES.map((zoneName) => ({
          zoneName,
          zoneState: { available: true },
          hosts: null,
        })),
      }),
    );
  }
}
