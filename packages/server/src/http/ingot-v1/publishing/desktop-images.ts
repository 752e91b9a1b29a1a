import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseImageId, type ImageId } from '../../../kernel/ids.ts';
import { FILE_TYPE_RULES, IMAGE_TYPES, USUAL_PROFILES, type DesktopImages } from '../../../publishing/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';
import {
  configurationOf,
  DESKTOP_IMAGE,
  DESKTOP_IMAGE_CHANGES,
  NEW_DESKTOP_IMAGE,
  newDesktopImageOf,
  PUBLICATION,
  renderDesktopImage,
  renderPublication,
} from './desktop-image-schema.ts';
import { ALL_PROJECTS, DONE, ID_PARAMS, NEXT_MARKER, PAGE_QUERY, poolIdOf, wantedPoolOf } from './params.ts';

const RULES = Type.Object({
  rules: Type.Array(
    Type.Object({
      reason: Type.String({ description: 'As `reason` of the error of whoever breaks it' }),
      imageType: Type.Optional(Type.String({ description: 'Whom it is about; anybody where it does not say' })),
      osType: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'null: nobody has said it' })),
      parent: Type.Optional(Type.String({ description: 'File type of the parent' })),
      allowed: Type.Array(Type.String(), { description: 'File types; none: it cannot be published at all' }),
      sentence: Type.String(),
    }),
  ),
  profiles: Type.Record(Type.Enum(IMAGE_TYPES), Type.Union([Type.String(), Type.Null()]), {
    description: 'By which profile a disk is judged unless it is said, by the image type; null: by none',
  }),
});
const LIST_QUERY = Type.Object({
  ...PAGE_QUERY,
  allProjects: ALL_PROJECTS,
  pool: Type.Optional(Type.String({ description: 'Only those that were published to this pool' })),
  parent: Type.Optional(Type.String({ description: 'Only children of this desktop image' })),
});
const ARTEFACT_PARAMS = Type.Object({
  ...ID_PARAMS.properties,
  pool: Type.String({ description: 'Id of an image pool' }),
});

const tags = ['publishing'];
const refusals = { '4xx': ERROR };

/** Desktop images: what there are, what becomes of them. */
export function desktopImageRoutes(scope: HttpServer, desktopImages: DesktopImages): void {
  scope.get(
    '/desktop-image-rules',
    {
      schema: {
        tags,
        summary: 'List which file a desktop image becomes, and how it is judged, by what it is for',
        response: { 200: RULES },
      },
    },
    async () => ({
      rules: FILE_TYPE_RULES.map((rule) => ({ ...rule, allowed: [...rule.allowed] })),
      profiles: { ...USUAL_PROFILES },
    }),
  );

  scope.get(
    '/desktop-images',
    {
      schema: {
        tags,
        summary: 'List desktop images, newest first',
        querystring: LIST_QUERY,
        response: {
          200: Type.Object({ desktopImages: Type.Array(DESKTOP_IMAGE), nextMarker: NEXT_MARKER }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { limit = 50, marker, allProjects = false, pool, parent } = request.query;
      const { items, more } = await desktopImages.desktopImageList(callerOf(request), {
        limit,
        allProjects,
        ...(marker !== undefined && { marker: wantedImageOf(marker) }),
        ...(pool !== undefined && { pool: wantedPoolOf(pool) }),
        ...(parent !== undefined && { parent: wantedImageOf(parent) }),
      });
      const last = more ? items.at(-1) : undefined;
      return { desktopImages: items.map(renderDesktopImage), nextMarker: last?.desktopImage.id ?? null };
    },
  );

  scope.post(
    '/desktop-images',
    {
      schema: {
        tags,
        summary: 'Make a desktop image of an image that is there',
        description: 'Its file is written and read back in the background: the answer is how that goes.',
        body: NEW_DESKTOP_IMAGE,
        response: { 202: PUBLICATION, ...refusals },
      },
    },
    async (request, reply) => {
      const { imageId, ...form } = request.body;
      const id = wantedImageOf(imageId);
      const wanted = newDesktopImageOf(form);
      const publication = await desktopImages.desktopImageImport(callerOf(request), id, wanted);
      return await reply.code(202).send(renderPublication(publication));
    },
  );

  const one = { tags, params: ID_PARAMS };

  scope.get(
    '/desktop-images/:id',
    { schema: { ...one, summary: 'Show a desktop image', response: { 200: DESKTOP_IMAGE, ...refusals } } },
    async (request) =>
      renderDesktopImage(await desktopImages.desktopImageGet(callerOf(request), imageIdOf(request.params.id))),
  );

  scope.patch(
    '/desktop-images/:id',
    {
      schema: {
        ...one,
        summary: 'Rename a desktop image, or say for which endpoints it is',
        body: DESKTOP_IMAGE_CHANGES,
        response: { 200: DESKTOP_IMAGE, ...refusals },
      },
    },
    async (request) => {
      const { name, configuration } = request.body;
      const revision = {
        ...(name !== undefined && { name }),
        ...(configuration && { configuration: configurationOf(configuration) }),
      };
      const id = imageIdOf(request.params.id);
      return renderDesktopImage(await desktopImages.desktopImageUpdate(callerOf(request), id, revision));
    },
  );

  scope.delete(
    '/desktop-images/:id',
    {
      schema: {
        ...one,
        summary: 'Delete a desktop image with its files',
        description: 'The image goes into the trash. 409 while it has children, or something else needs it.',
        response: { 204: DONE, ...refusals },
      },
    },
    async (request, reply) => {
      await desktopImages.desktopImageDelete(callerOf(request), imageIdOf(request.params.id));
      return await reply.code(204).send();
    },
  );

  scope.post(
    '/desktop-images/:id/artefacts',
    {
      schema: {
        ...one,
        summary: 'Deploy a desktop image: have its file in another pool, too',
        body: Type.Object({ poolId: Type.String() }, { additionalProperties: false }),
        response: { 202: PUBLICATION, ...refusals },
      },
    },
    async (request, reply) => {
      const id = imageIdOf(request.params.id);
      const pool = wantedPoolOf(request.body.poolId);
      const publication = await desktopImages.desktopImageDeploy(callerOf(request), id, pool);
      return await reply.code(202).send(renderPublication(publication));
    },
  );

  scope.delete(
    '/desktop-images/:id/artefacts/:pool',
    {
      schema: {
        tags,
        params: ARTEFACT_PARAMS,
        summary: 'Remove the file of a desktop image from a pool that it was deployed to',
        response: { 204: DONE, ...refusals },
      },
    },
    async (request, reply) => {
      const { id, pool } = request.params;
      await desktopImages.desktopImageWithdraw(callerOf(request), imageIdOf(id), poolIdOf(pool));
      return await reply.code(204).send();
    },
  );
}

/** The image that a body or a query names. @throws `invalid`. */
function wantedImageOf(text: string): ImageId {
  const id = parseImageId(text);
  if (id === null) throw new IngotError('invalid', `${text} is no id of an image.`);
  return id;
}
