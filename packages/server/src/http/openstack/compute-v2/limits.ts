import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { MOST_KEY_PAIRS } from '../../../key-pairs/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import type { ComputeApi } from './api.ts';
import { REFUSALS } from '../documented-answers.ts';
import { serverQuota } from './quota-report.ts';

const COUNT = Type.Integer();
const LIMITS = Type.Object({
  limits: Type.Object({
    rate: Type.Array(Type.Unknown()),
    absolute: Type.Object({
      maxTotalInstances: COUNT,
      maxTotalCores: COUNT,
      maxTotalRAMSize: Type.Integer({ description: 'MiB' }),
      maxTotalKeypairs: COUNT,
      maxServerMeta: COUNT,
      maxServerGroups: COUNT,
      maxServerGroupMembers: COUNT,
      totalInstancesUsed: COUNT,
      totalCoresUsed: COUNT,
      totalRAMUsed: Type.Integer({ description: 'MiB' }),
      totalServerGroupsUsed: COUNT,
    }),
  }),
});

/** Pairs of metadata of one server. */
const MOST_METADATA = 128;

/** What the project of the caller has, and may have. */
export function limitRoutes(scope: HttpServer, { quotas }: ComputeApi): void {
  scope.get(
    '/limits',
    {
      schema: { tags: ['compute'], summary: 'Show the limits of the project', response: { 200: LIMITS, ...REFUSALS } },
    },
    async (request) => {
      const caller = callerOf(request);
      if (caller.projectId === null) {
        throw new IngotError('forbidden', 'Limits are of a project: ask for a token of one.');
      }
      const { instances, cores, ram } = serverQuota(await quotas.quotaGet(caller, caller.projectId));
      return {
        limits: {
          rate: [],
          absolute: {
            maxTotalInstances: instances.limit,
            maxTotalCores: cores.limit,
            maxTotalRAMSize: ram.limit,
            maxTotalKeypairs: MOST_KEY_PAIRS,
            maxServerMeta: MOST_METADATA,
            maxServerGroups: 0,
            maxServerGroupMembers: 0,
            totalInstancesUsed: instances.usage,
            totalCoresUsed: cores.usage,
            totalRAMUsed: ram.usage,
            totalServerGroupsUsed: 0,
          },
        },
      };
    },
  );
}
