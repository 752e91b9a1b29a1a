import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import type { Volumes } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { REFUSALS } from '../documented-answers.ts';

const COUNT = Type.Integer();
const LIMITS = Type.Object({
  limits: Type.Object({
    rate: Type.Array(Type.Unknown()),
    absolute: Type.Object({
      maxTotalVolumes: COUNT,
      maxTotalSnapshots: COUNT,
      maxTotalVolumeGigabytes: COUNT,
      maxTotalBackups: COUNT,
      maxTotalBackupGigabytes: COUNT,
      totalVolumesUsed: COUNT,
      totalSnapshotsUsed: COUNT,
      totalGigabytesUsed: COUNT,
      totalBackupsUsed: COUNT,
      totalBackupGigabytesUsed: COUNT,
    }),
  }),
});

/** What the project of the caller has, and may have. */
export function limitRoutes(scope: HttpServer, volumes: Volumes): void {
  scope.get(
    '/limits',
    {
      schema: { tags: ['volume'], summary: 'Show the limits of the project', response: { 200: LIMITS, ...REFUSALS } },
    },
    async (request) => {
      const caller = callerOf(request);
      if (caller.projectId === null)
        throw new IngotError('forbidden', 'Limits are of a project: ask for a token of one.');
      const { limits, usage } = await volumes.quotaGet(caller, caller.projectId);
      return {
        limits: {
          rate: [],
          absolute: {
            maxTotalVolumes: limits.volumes,
            maxTotalSnapshots: limits.snapshots,
            maxTotalVolumeGigabytes: limits.gigabytes,
            maxTotalBackups: 0,
            maxTotalBackupGigabytes: 0,
            totalVolumesUsed: usage.volumes,
            totalSnapshotsUsed: usage.snapshots,
            totalGigabytesUsed: usage.gigabytes,
            totalBackupsUsed: 0,
            totalBackupGigabytesUsed: 0,
          },
        },
      };
    },
  );
}
