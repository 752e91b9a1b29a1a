import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { IMPORT_METHODS, type Images } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import { baseUrlOf } from '../../base-url.ts';
import type { HttpServer } from '../../http-server.ts';
import { NO_CONTENT, REFUSALS } from './documented-answers.ts';
import { parseImageListQuery } from './image-list-query.ts';
import { imageIdOf, IMAGE_PARAMS } from './image-params.ts';
import { applyPatch, parsePatch, PATCH_TYPES, type PatchType } from './image-patch.ts';
import { IMAGE_PROPERTIES } from './image-schema.ts';
import { parseNewImage } from './new-image.ts';
import { queryOf } from '../request-url.ts';
import { imagePath, IMAGES_PATH, pageLinks, schemaPath } from './paths.ts';
import { imageJson } from './render-image.ts';
import { jsonArray, jsonObject } from '../json-body.ts';

/** The OpenAPI view of an image; what is null before the first upload is there all the same. */
const IMAGE = Type.Unsafe<unknown>({
  type: 'object',
  properties: IMAGE_PROPERTIES,
  additionalProperties: { type: 'string' },
});
const IMAGE_LIST = Type.Unsafe<unknown>({
  type: 'object',
  properties: {
    images: { type: 'array', items: IMAGE },
    first: { type: 'string' },
    next: { type: 'string', description: 'Absent on the last page' },
    schema: { type: 'string' },
  },
});
const LIST_QUERY = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, default: 25 })),
    marker: Type.Optional(Type.String({ description: 'Last image of the page before' })),
    sort: Type.Optional(Type.String({ description: 'key:asc|desc, several with commas', default: 'created_at:desc' })),
    name: Type.Optional(Type.String({ description: 'One name, or in:a,b,"c,d"' })),
    visibility: Type.Optional(Type.String({ enum: ['public', 'private', 'shared', 'community', 'all'] })),
    member_status: Type.Optional(
      Type.String({ enum: ['accepted', 'pending', 'rejected', 'all'], default: 'accepted' }),
    ),
    os_hidden: Type.Optional(Type.Boolean({ default: false })),
    tag: Type.Optional(Type.String({ description: 'May be repeated; an image has to have all of them' })),
    created_at: Type.Optional(Type.String({ description: '[gt|gte|lt|lte|eq|neq:]time in ISO 8601' })),
    size_min: Type.Optional(Type.Integer()),
    size_max: Type.Optional(Type.Integer()),
  },
  { additionalProperties: Type.String({ description: 'Any other attribute or property; it has to be equal' }) },
);

const tags = ['image'];

/** The records of images; `publicUrl` is the setting of that name. */
export function imageRecordRoutes(scope: HttpServer, images: Images, publicUrl: string): void {
  scope.get(
    '/images',
    { schema: { tags, summary: 'List images', querystring: LIST_QUERY, response: { 200: IMAGE_LIST, ...REFUSALS } } },
    async (request, reply) => {
      const query = queryOf(request);
      const page = await images.imageList(callerOf(request), parseImageListQuery(query));
      const last = page.more ? page.items.at(-1) : undefined;
      const rest = { ...pageLinks(IMAGES_PATH, query, last?.id ?? null), schema: schemaPath('images') };
      return await json(reply, `{"images":[${page.items.map(imageJson).join()}],${JSON.stringify(rest).slice(1)}`);
    },
  );

  scope.post(
    '/images',
    { schema: { tags, summary: 'Register an image', body: IMAGE, response: { 201: IMAGE, ...REFUSALS } } },
    async (request, reply) => {
      const image = await images.imageCreate(callerOf(request), parseNewImage(jsonObject(request)));
      request.shown = { id: image.id, name: image.name };
      reply.header('location', `${baseUrlOf(request, publicUrl)}${mountOf(scope)}${imagePath(image.id)}`);
      reply.header('openstack-image-import-methods', IMPORT_METHODS.join(','));
      return await json(reply.code(201), imageJson(image));
    },
  );

  scope.get(
    '/images/:image_id',
    { schema: { tags, summary: 'Show an image', params: IMAGE_PARAMS, response: { 200: IMAGE, ...REFUSALS } } },
    async (request, reply) =>
      json(reply, imageJson(await images.imageGet(callerOf(request), imageIdOf(request.params)))),
  );

  scope.patch(
    '/images/:image_id',
    {
      schema: {
        tags,
        summary: 'Change an image by a JSON patch',
        consumes: [...PATCH_TYPES],
        params: IMAGE_PARAMS,
        body: Type.Array(
          Type.Object({
            op: Type.String({ enum: ['add', 'replace', 'remove'] }),
            path: Type.String(),
            value: Type.Optional(Type.Unknown()),
          }),
        ),
        response: { 200: IMAGE, ...REFUSALS },
      },
      // The type of the body decides how to read it, so it comes first.
      onRequest: async (request, reply) => {
        if (patchType(request.headers['content-type']) !== null) return;
        reply.header('accept-patch', PATCH_TYPES.join(', '));
        throw new IngotError('media-type', `Image PATCH expects Content-Type one of: ${PATCH_TYPES.join(', ')}.`);
      },
    },
    async (request, reply) => {
      const type = patchType(request.headers['content-type']) ?? PATCH_TYPES[1];
      const operations = parsePatch(type, jsonArray(request));
      const caller = callerOf(request);
      const id = imageIdOf(request.params);
      const image =
        operations.length === 0
          ? await images.imageGet(caller, id)
          : await images.imageUpdate(caller, id, (before) => applyPatch(before, operations));
      request.shown = { id: image.id, name: image.name };
      return await json(reply, imageJson(image));
    },
  );

  scope.delete(
    '/images/:image_id',
    { schema: { tags, summary: 'Delete an image', params: IMAGE_PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      await images.imageDelete(callerOf(request), imageIdOf(request.params));
      return await reply.code(204).send();
    },
  );
}

/** An answer that is JSON already. */
function json(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(text);
}

function patchType(contentType: string | undefined): PatchType | null {
  const essence = contentType?.split(';')[0]?.trim().toLowerCase();
  return PATCH_TYPES.find((one) => one === essence) ?? null;
}

/** The prefix that the API is mounted under, without its own version. */
function mountOf(scope: HttpServer): string {
  return scope.prefix.slice(0, scope.prefix.lastIndexOf('/'));
}
