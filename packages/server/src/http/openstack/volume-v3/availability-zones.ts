import { Type } from 'typebox';
import { AVAILABILITY_ZONES } from '../../../volumes/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { REFUSALS } from '../documented-answers.ts';

const ZONES = Type.Object({
  availabilityZoneInfo: Type.Array(
    Type.Object({ zoneName: Type.String(), zoneState: Type.Object({ available: Type.Boolean() }) }),
  ),
});

/** Where volumes can be made. */
export function availabilityZoneRoutes(scope: HttpServer): void {
  scope.get(
    '/os-availability-zone',
    { schema: { tags: ['volume'], summary: 'List availability zones', response: { 200: ZONES, ...REFUSALS } } },
    async () => ({
      availabilityZoneInfo: AVAILABILITY_ZONES.map((zoneName) => ({ zoneName, zoneState: { available: true } })),
    }),
  );
}
