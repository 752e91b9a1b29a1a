import { Type } from 'typebox';
import { ARCHITECTURES, DESKTOP_TYPES, fitOnEndpoint, type Flavors } from '../../../flavors/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseProjectId, type ProjectId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { flavorIdOf } from './flavor-ids.ts';
import { ENDPOINT, FIT, FLAVOR, FLAVOR_CHANGES, NEW_FLAVOR, renderFlavor } from './flavor-schema.ts';

const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the flavor' }) });
const FILTER = Type.Object({
  name: Type.Optional(Type.String()),
  desktopType: Type.Optional(Type.Enum(DESKTOP_TYPES, { description: 'Those for such desktops, and those for any' })),
  architecture: Type.Optional(Type.Enum(ARCHITECTURES)),
  project: Type.Optional(Type.String({ description: 'Those that there are for this project; for administrators' })),
});

const tags = ['machines'];
const refusals = { '4xx': ERROR };

/** Profiles of hardware. A resource of Ingot's own API. */
export function flavorRoutes(flavors: Flavors): (scope: HttpServer) => void {
  return (scope) => {
    scope.get(
      '/flavors',
      {
        schema: {
          tags,
          summary: 'List the flavors that there are for the project, all of them',
          querystring: FILTER,
          response: { 200: Type.Object({ flavors: Type.Array(FLAVOR) }), ...refusals },
        },
      },
      async (request) => {
        const { project, ...filter } = request.query;
        const found = await flavors.flavorList(callerOf(request), {
          ...filter,
          ...(project !== undefined && { project: projectOf(project) }),
        });
        return { flavors: found.map(renderFlavor) };
      },
    );

    scope.post(
      '/flavors',
      { schema: { tags, summary: 'Create a flavor', body: NEW_FLAVOR, response: { 201: FLAVOR, ...refusals } } },
      async (request, reply) => {
        const flavor = await flavors.flavorCreate(callerOf(request), request.body);
        return await reply.code(201).send(renderFlavor(flavor));
      },
    );

    scope.get(
      '/flavors/:id',
      { schema: { tags, summary: 'Show a flavor', params: PARAMS, response: { 200: FLAVOR, ...refusals } } },
      async (request) => renderFlavor(await flavors.flavorGet(callerOf(request), flavorIdOf(request.params.id))),
    );

    scope.patch(
      '/flavors/:id',
      {
        schema: {
          tags,
          summary: 'Change a flavor; what is left out stays, and machines keep what they have',
          params: PARAMS,
          body: FLAVOR_CHANGES,
          response: { 200: FLAVOR, ...refusals },
        },
      },
      async (request) => {
        const id = flavorIdOf(request.params.id);
        return renderFlavor(await flavors.flavorUpdate(callerOf(request), id, request.body));
      },
    );

    scope.delete(
      '/flavors/:id',
      {
        schema: {
          tags,
          summary: 'Delete a flavor; machines keep what they have',
          params: PARAMS,
          response: { 204: Type.Unsafe<undefined>({ type: 'null', description: 'It is gone' }), ...refusals },
        },
      },
      async (request, reply) => {
        await flavors.flavorDelete(callerOf(request), flavorIdOf(request.params.id));
        return await reply.code(204).send();
      },
    );

    scope.post(
      '/flavors/:id/fit',
      {
        config: { unaudited: true },
        schema: {
          tags,
          summary: 'Tell whether an endpoint can take a desktop image with this flavor',
          params: PARAMS,
          body: ENDPOINT,
          response: { 200: FIT, ...refusals },
        },
      },
      async (request) => {
        const flavor = await flavors.flavorGet(callerOf(request), flavorIdOf(request.params.id));
        const {
          imageBytes,
          architecture = 'x86_64',
          vcpus = null,
          memoryMib = null,
          model = null,
          diskBytes,
        } = request.body;
        const { misfits, ...sizes } = fitOnEndpoint(
          flavor,
          { architecture, vcpus, memoryMib, model, diskBytes },
          imageBytes,
        );
        return { fits: misfits.length === 0, ...sizes, misfits: [...misfits] };
      },
    );
  };
}

function projectOf(text: string): ProjectId {
  const id = parseProjectId(text);
  if (id === null) throw new IngotError('invalid', `${text} is no id of a project.`);
  return id;
}
