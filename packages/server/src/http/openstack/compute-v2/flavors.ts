import { Type } from 'typebox';
import type { Flavor } from '../../../flavors/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { labelling, member, optionalFlag, requiredText } from '../body.ts';
import { jsonObject } from '../json-body.ts';
import { queryOf } from '../request-url.ts';
import type { ComputeApi } from './api.ts';
import { METADATA, noBody, REFUSALS } from '../documented-answers.ts';
import { knownFlavor } from './ids.ts';
import { wholeNumber } from './numbers.ts';
import { extraSpecsOf, FLAVOR, FLAVOR_SUMMARY, renderFlavor, renderFlavorSummary } from './render-flavor.ts';

const tags = ['compute'];
const PARAMS = Type.Object({ flavor_id: Type.String({ description: 'Id of the flavor' }) });
const querystring = Type.Object({
  is_public: Type.Optional(Type.String({ description: 'True, False or None for both' })),
  limit: Type.Optional(Type.Integer({ minimum: 0 })),
  marker: Type.Optional(Type.String()),
  minDisk: Type.Optional(Type.Integer()),
  minRam: Type.Optional(Type.Integer()),
});
const NEW_FLAVOR = Type.Object({
  name: Type.String(),
  ram: Type.Integer({ description: 'MiB' }),
  vcpus: Type.Integer(),
  disk: Type.Integer({ description: 'GiB' }),
  description: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  'os-flavor-access:is_public': Type.Optional(Type.Boolean()),
});

/** Flavors, as Nova knows them. */
export function flavorRoutes(scope: HttpServer, api: ComputeApi): void {
  const { flavors } = api;

  for (const [path, schema, render] of [
    ['/flavors', FLAVOR_SUMMARY, renderFlavorSummary],
    ['/flavors/detail', FLAVOR, renderFlavor],
  ] as const) {
    scope.get(
      path,
      {
        schema: {
          tags,
          summary: schema === FLAVOR ? 'List flavors with details' : 'List flavors',
          querystring,
          response: { 200: Type.Object({ flavors: Type.Array(schema) }), ...REFUSALS },
        },
      },
      async (request) => {
        const found = page(await flavors.flavorList(callerOf(request)), queryOf(request));
        return { flavors: found.map((flavor) => render(api, request, flavor)) };
      },
    );
  }

  scope.post(
    '/flavors',
    {
      schema: {
        tags,
        summary: 'Create a flavor: for everybody, as an administrator, unless it is said not to be public',
        body: Type.Object({ flavor: NEW_FLAVOR }),
        response: { 200: Type.Object({ flavor: FLAVOR }), ...REFUSALS },
      },
    },
    async (request) => {
      const body = member(jsonObject(request), 'flavor');
      const { description = null } = labelling(body);
      const flavor = await flavors.flavorCreate(callerOf(request), {
        name: requiredText(body, 'name'),
        vcpus: wholeNumber(body['vcpus'], 'vcpus'),
        memoryMib: wholeNumber(body['ram'], 'ram'),
        systemDiskGib: wholeNumber(body['disk'], 'disk'),
        description,
        isPublic: optionalFlag(body, 'os-flavor-access:is_public') ?? true,
      });
      return { flavor: renderFlavor(api, request, flavor) };
    },
  );

  scope.get(
    '/flavors/:flavor_id',
    {
      schema: {
        tags,
        summary: 'Show a flavor',
        params: PARAMS,
        response: { 200: Type.Object({ flavor: FLAVOR }), ...REFUSALS },
      },
    },
    async (request) => {
      const flavor = await flavors.flavorGet(callerOf(request), knownFlavor(request.params.flavor_id));
      return { flavor: renderFlavor(api, request, flavor) };
    },
  );

  scope.delete(
    '/flavors/:flavor_id',
    {
      schema: {
        tags,
        summary: 'Delete a flavor',
        params: PARAMS,
        response: { 202: noBody('It is gone'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      await flavors.flavorDelete(callerOf(request), knownFlavor(request.params.flavor_id));
      return await reply.code(202).send();
    },
  );

  scope.get(
    '/flavors/:flavor_id/os-extra_specs',
    {
      schema: {
        tags,
        summary: 'Show what else is known of a flavor',
        params: PARAMS,
        response: { 200: Type.Object({ extra_specs: METADATA }), ...REFUSALS },
      },
    },
    async (request) => {
      const flavor = await flavors.flavorGet(callerOf(request), knownFlavor(request.params.flavor_id));
      return { extra_specs: extraSpecsOf(flavor) };
    },
  );

  scope.get(
    '/flavors/:flavor_id/os-flavor-access',
    {
      schema: {
        tags,
        summary: 'Show which project has a flavor that is not public',
        params: PARAMS,
        response: {
          200: Type.Object({
            flavor_access: Type.Array(Type.Object({ flavor_id: Type.String(), tenant_id: Type.String() })),
          }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const { id, projectId } = await flavors.flavorGet(callerOf(request), knownFlavor(request.params.flavor_id));
      return { flavor_access: projectId === null ? [] : [{ flavor_id: id, tenant_id: projectId }] };
    },
  );
}

/** There are few: the list is cut where it is answered. */
function page(all: readonly Flavor[], query: URLSearchParams): readonly Flavor[] {
  const isPublic = query.get('is_public')?.toLowerCase();
  const [marker, limit] = [query.get('marker'), query.get('limit')];
  const [minDisk, minRam] = [Number(query.get('minDisk') ?? 0), Number(query.get('minRam') ?? 0)];
  const after = marker === null ? 0 : all.findIndex(({ id }) => id === marker) + 1;
  return all
    .slice(after)
    .filter(
      ({ projectId, systemDiskGib, memoryMib }) =>
        (isPublic !== 'true' || projectId === null) &&
        (isPublic !== 'false' || projectId !== null) &&
        systemDiskGib >= minDisk &&
        memoryMib >= minRam,
    )
    .slice(0, limit === null ? undefined : Number(limit));
}
