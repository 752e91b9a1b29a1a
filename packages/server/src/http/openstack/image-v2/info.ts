import { IMPORT_METHODS, type Images } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';

/** What this installation can do, and what the project uses of it. */
export function infoRoutes(scope: HttpServer, images: Images): void {
  const tags = ['image'];

  scope.get('/info/import', { schema: { tags, summary: 'List the import methods' } }, async () => ({
    'import-methods': { description: 'Import methods available.', type: 'array', value: IMPORT_METHODS },
  }));

  scope.get('/info/usage', { schema: { tags, summary: 'Show quotas and their use' } }, async (request) => {
    const { bytes, stagedBytes, images: count, uploads } = await images.usageGet(callerOf(request));
    return {
      usage: {
        image_size_total: { usage: mebibytes(bytes.usage), limit: mebibytes(bytes.limit) },
        image_stage_total: { usage: mebibytes(stagedBytes.usage), limit: mebibytes(stagedBytes.limit) },
        image_count_total: { usage: count.usage, limit: count.limit },
        image_count_uploading: { usage: uploads.usage, limit: uploads.limit },
      },
    };
  });
}

/** Sizes are in whole MiB here, begun ones counted. */
function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
