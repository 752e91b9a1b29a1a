import { Type } from 'typebox';
import { IMPORT_METHODS, type Images } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { REFUSALS } from './documented-answers.ts';

const IMPORT_INFO = Type.Object({
  'import-methods': Type.Object({
    description: Type.String(),
    type: Type.String(),
    value: Type.Array(Type.String({ enum: [...IMPORT_METHODS] })),
  }),
});
const QUOTA = Type.Object({ usage: Type.Integer(), limit: Type.Integer({ description: '-1 for none' }) });
const USAGE = Type.Object({
  usage: Type.Object({
    image_size_total: Type.Object(QUOTA.properties, { description: 'MiB' }),
    image_stage_total: Type.Object(QUOTA.properties, { description: 'MiB' }),
    image_count_total: QUOTA,
    image_count_uploading: QUOTA,
  }),
});

/** What this installation can do, and what the project uses of it. */
export function infoRoutes(scope: HttpServer, images: Images): void {
  const tags = ['image'];

  scope.get(
    '/info/import',
    { schema: { tags, summary: 'List the import methods', response: { 200: IMPORT_INFO, ...REFUSALS } } },
    async () => ({
      'import-methods': { description: 'Import methods available.', type: 'array', value: [...IMPORT_METHODS] },
    }),
  );

  scope.get(
    '/info/usage',
    { schema: { tags, summary: 'Show quotas and their use', response: { 200: USAGE, ...REFUSALS } } },
    async (request) => {
      const { bytes, stagedBytes, images: count, uploads } = await images.usageGet(callerOf(request));
      return {
        usage: {
          image_size_total: { usage: mebibytes(bytes.usage), limit: limitOf(bytes.limit, mebibytes) },
          image_stage_total: { usage: mebibytes(stagedBytes.usage), limit: limitOf(stagedBytes.limit, mebibytes) },
          image_count_total: { usage: count.usage, limit: limitOf(count.limit) },
          image_count_uploading: { usage: uploads.usage, limit: limitOf(uploads.limit) },
        },
      };
    },
  );
}

/** -1, as quotas of OpenStack have it, for none. */
function limitOf(limit: number, inUnits = (amount: number): number => amount): number {
  return limit === Number.MAX_SAFE_INTEGER ? -1 : inUnits(limit);
}

/** Sizes are in whole MiB here, begun ones counted. */
function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
