import { Type } from 'typebox';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { queryOf } from '../request-url.ts';
import type { VolumeApi } from './api.ts';
import { REFUSALS } from '../documented-answers.ts';
import { knownVolume } from './ids.ts';
import { flag } from './list-query.ts';
import { minorOf, MINORS } from './microversion.ts';

const SUMMARY = Type.Object({
  'volume-summary': Type.Object({
    total_count: Type.Integer(),
    total_size: Type.Integer({ description: 'GiB' }),
    metadata: Type.Optional(
      Type.Record(Type.String(), Type.Array(Type.String()), { description: 'Values of each key; from 3.36 on' }),
    ),
  }),
});

/** What the volumes of the project are together; before 3.12 it is the name of a volume like any other. */
export function volumeSummaryRoute(scope: HttpServer, { volumes }: VolumeApi): void {
  scope.get(
    '/volumes/summary',
    {
      schema: {
        tags: ['volume'],
        summary: 'Sum volumes up, from 3.12 on',
        querystring: Type.Object({ all_tenants: Type.Optional(Type.Boolean({ description: 'For administrators' })) }),
        response: { 200: SUMMARY, ...REFUSALS },
      },
    },
    async (request) => {
      const minor = minorOf(request);
      if (minor < MINORS.summary) knownVolume('summary');
      const allProjects = flag(queryOf(request), 'all_tenants') ?? false;
      const { count, sizeGib, metadata } = await volumes.volumeSummary(callerOf(request), { allProjects });
      const summary = { total_count: count, total_size: sizeGib };
      return { 'volume-summary': minor >= MINORS.summaryMetadata ? { ...summary, metadata } : summary };
    },
  );
}
