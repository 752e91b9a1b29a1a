import { Type } from 'typebox';
import type { Publications } from '../../../publishing/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';
import { NEW_CLONE, NEW_CONVERSION, newPublicationOf, PUBLICATION, renderPublication } from './desktop-image-schema.ts';
import { ALL_PROJECTS, ID_PARAMS, machineIdOf, NEXT_MARKER, PAGE_QUERY, publicationIdOf } from './params.ts';

const LIST_QUERY = Type.Object({
  ...PAGE_QUERY,
  allProjects: ALL_PROJECTS,
  image: Type.Optional(Type.String({ description: 'Only those of this image' })),
  machine: Type.Optional(Type.String({ description: 'Only those of this machine' })),
});

const tags = ['publishing'];
const refusals = { '4xx': ERROR };

/** Publishing what machines hold, and how publications go. */
export function publicationRoutes(scope: HttpServer, publications: Publications): void {
  const one = { tags, params: ID_PARAMS };

  scope.post(
    '/machines/:id/clone',
    {
      schema: {
        ...one,
        summary: 'Publish what a machine holds as a desktop image; the machine stays',
        description:
          'Its first disk is captured, judged, written to the image pool as a file and read back; then the image is active. ' +
          'The answer is how that goes.',
        body: NEW_CLONE,
        response: { 202: PUBLICATION, ...refusals },
      },
    },
    async (request, reply) => {
      const { snapshot = null, ...form } = request.body;
      const wanted = { ...newPublicationOf(form), snapshot };
      const publication = await publications.machineClone(callerOf(request), machineIdOf(request.params.id), wanted);
      return await reply.code(202).send(renderPublication(publication));
    },
  );

  scope.post(
    '/machines/:id/convert',
    {
      schema: {
        ...one,
        summary: 'Turn a machine that is stopped into a desktop image; the machine is deleted',
        description: 'As a clone, and the machine with its disk is deleted once the image is active, and not before.',
        body: NEW_CONVERSION,
        response: { 202: PUBLICATION, ...refusals },
      },
    },
    async (request, reply) => {
      const wanted = newPublicationOf(request.body);
      const publication = await publications.machineConvert(callerOf(request), machineIdOf(request.params.id), wanted);
      return await reply.code(202).send(renderPublication(publication));
    },
  );

  scope.get(
    '/publications',
    {
      schema: {
        tags,
        summary: 'List publications, newest first',
        querystring: LIST_QUERY,
        response: { 200: Type.Object({ publications: Type.Array(PUBLICATION), nextMarker: NEXT_MARKER }), ...refusals },
      },
    },
    async (request) => {
      const { limit = 50, marker, allProjects = false, image, machine } = request.query;
      const { items, more } = await publications.publicationList(callerOf(request), {
        limit,
        allProjects,
        ...(marker !== undefined && { marker: publicationIdOf(marker) }),
        ...(image !== undefined && { image: imageIdOf(image) }),
        ...(machine !== undefined && { machine: machineIdOf(machine) }),
      });
      const last = more ? items.at(-1) : undefined;
      return { publications: items.map(renderPublication), nextMarker: last?.id ?? null };
    },
  );

  scope.get(
    '/publications/:id',
    { schema: { ...one, summary: 'Show how a publication goes', response: { 200: PUBLICATION, ...refusals } } },
    async (request) =>
      renderPublication(await publications.publicationGet(callerOf(request), publicationIdOf(request.params.id))),
  );

  scope.post(
    '/publications/:id/cancel',
    {
      schema: {
        ...one,
        summary: 'Cancel a publication',
        description: 'It ends soon, and what it has done is taken back. 409 once the image is active.',
        response: { 202: PUBLICATION, ...refusals },
      },
    },
    async (request, reply) => {
      const id = publicationIdOf(request.params.id);
      return await reply.code(202).send(renderPublication(await publications.publicationCancel(callerOf(request), id)));
    },
  );
}
