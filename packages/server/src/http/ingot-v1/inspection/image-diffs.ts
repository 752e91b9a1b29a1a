import { Type } from 'typebox';
import type { Inspections } from '../../../inspection/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseJobId, type JobId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';
import { IMAGE_DIFF, renderImageDiff, renderWholeDiff, WHOLE_IMAGE_DIFF } from './image-diff-schema.ts';

const IMAGE = Type.Object({ id: Type.String({ description: 'Id of the first image, a UUID' }) });
const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the comparison, a UUID' }) });
const ORDER = Type.Object(
  { with: Type.String({ description: 'Id of the second image: what it has beside the first counts as added' }) },
  { additionalProperties: false },
);

const tags = ['inspection'];
const refusals = { '4xx': ERROR };

/** What is different between the disks of two images. */
export function imageDiffRoutes(scope: HttpServer, inspections: Inspections): void {
  scope.post(
    '/images/:id/diffs',
    {
      schema: {
        tags,
        summary: 'Have the disk of an image compared with that of another one',
        params: IMAGE,
        body: ORDER,
        response: { 202: IMAGE_DIFF, ...refusals },
      },
    },
    async (request, reply) => {
      const [before, after] = [imageIdOf(request.params.id), imageIdOf(request.body.with)];
      const diff = await inspections.diffRequest(callerOf(request), before, after);
      return await reply.code(202).send(renderImageDiff(diff));
    },
  );

  scope.get(
    '/diffs/:id',
    {
      schema: {
        tags,
        summary: 'Show a comparison with what was found',
        params: PARAMS,
        response: { 200: WHOLE_IMAGE_DIFF, ...refusals },
      },
    },
    async (request) => renderWholeDiff(await inspections.diffGet(callerOf(request), diffIdOf(request.params.id))),
  );

  scope.post(
    '/diffs/:id/cancel',
    {
      schema: {
        tags,
        summary: 'End a comparison that is not done, soon',
        params: PARAMS,
        response: { 202: IMAGE_DIFF, ...refusals },
      },
    },
    async (request, reply) => {
      const diff = await inspections.diffCancel(callerOf(request), diffIdOf(request.params.id));
      return await reply.code(202).send(renderImageDiff(diff));
    },
  );
}

function diffIdOf(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('not-found', `No comparison found with ID ${text}.`);
  return id;
}
