import { Type } from 'typebox';
import { IngotError } from '../../kernel/errors.ts';
import { parseImageId, type ImageId } from '../../kernel/ids.ts';
import type { Images, TrashedImage } from '../../images/index.ts';
import { callerOf } from '../authentication.ts';
import type { HttpServer } from '../http-server.ts';
import { ERROR } from './errors.ts';
import { imageIdOf } from './image-ids.ts';

const TRASHED_IMAGE = Type.Object({
  id: Type.String(),
  name: Type.Union([Type.String(), Type.Null()]),
  size: Type.Union([Type.Integer(), Type.Null()], { description: 'Bytes; null when it had no data' }),
  deletedAt: Type.String({ format: 'date-time' }),
  purgedAfter: Type.String({ format: 'date-time', description: 'From then on it cannot be restored' }),
});
const PAGE = Type.Object({
  images: Type.Array(TRASHED_IMAGE),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});
const PAGE_QUERY = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  marker: Type.Optional(Type.String({ description: 'Last image of the page before' })),
});
const RESTORED = Type.Object({
  id: Type.String(),
  name: Type.Union([Type.String(), Type.Null()]),
  status: Type.String(),
});
const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the image, a UUID' }) });

const DONE = Type.Unsafe<undefined>({ type: 'null', description: 'Done' });

const tags = ['ingot'];
const refusals = { '4xx': ERROR };

/** Deleted images of the project, which can be taken back for a time. */
export function trashRoutes(scope: HttpServer, images: Images): void {
  scope.get(
    '/trash/images',
    {
      schema: {
        tags,
        summary: 'List the deleted images that can be restored',
        querystring: PAGE_QUERY,
        response: { 200: PAGE, ...refusals },
      },
    },
    async (request) => {
      const { limit = 100, marker } = request.query;
      const page = await images.trashList(callerOf(request), {
        limit,
        ...(marker === undefined ? {} : { marker: markerId(marker) }),
      });
      const last = page.more ? page.items.at(-1) : undefined;
      return { images: page.items.map(renderTrashed), nextMarker: last?.id ?? null };
    },
  );

  scope.post(
    '/images/:id/restore',
    {
      schema: {
        tags,
        summary: 'Take an image out of the trash',
        params: PARAMS,
        response: { 200: RESTORED, ...refusals },
      },
    },
    async (request) => {
      const { id, name, state } = await images.trashRestore(callerOf(request), imageIdOf(request.params.id));
      return { id, name, status: state.status };
    },
  );

  scope.delete(
    '/trash/images/:id',
    {
      schema: {
        tags,
        summary: 'Give up the data of a deleted image at once',
        params: PARAMS,
        response: { 204: DONE, ...refusals },
      },
    },
    async (request, reply) => {
      await images.trashPurge(callerOf(request), imageIdOf(request.params.id));
      return await reply.code(204).send();
    },
  );
}

function renderTrashed(image: TrashedImage) {
  return {
    id: image.id,
    name: image.name,
    size: image.size,
    deletedAt: new Date(image.deletedAt).toISOString(),
    purgedAfter: new Date(image.purgedAfter).toISOString(),
  };
}

function markerId(text: string): ImageId {
  const id = parseImageId(text);
  if (id === null) throw new IngotError('invalid', `The marker ${text} is not the id of an image.`);
  return id;
}
