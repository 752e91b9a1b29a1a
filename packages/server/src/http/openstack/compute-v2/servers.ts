import { Type } from 'typebox';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { member, optionalText } from '../body.ts';
import { jsonObject } from '../json-body.ts';
import { nextPage } from '../page-links.ts';
import { queryOf } from '../request-url.ts';
import type { ComputeApi } from './api.ts';
import { LINKS, METADATA, noBody, NULLABLE_TEXT, REFUSALS } from '../documented-answers.ts';
import { knownServer, SERVER_PARAMS } from './ids.ts';
import { minorOf, MINORS } from './microversion.ts';
import { parseNewServer } from './new-server.ts';
import { imagesOf, renderServer, renderServerSummary } from './render-server.ts';
import { SERVER, SERVER_SUMMARY } from './server-schema.ts';
import { parseServerListQuery } from './server-list-query.ts';

const tags = ['compute'];
const querystring = Type.Object({
  name: Type.Optional(Type.String()),
  status: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 0 })),
  marker: Type.Optional(Type.String({ description: 'Id of the last entry of the page before' })),
  all_tenants: Type.Optional(Type.String({ description: 'Of every project; for administrators' })),
  project_id: Type.Optional(Type.String({ description: 'Of this project, together with all_tenants' })),
});
const NEW_SERVER = Type.Object({
  name: Type.String(),
  flavorRef: Type.String({ description: 'Id of a flavor' }),
  imageRef: Type.Optional(Type.String({ description: 'Image to boot from' })),
  block_device_mapping_v2: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()))),
  networks: Type.Optional(Type.Unknown({ description: '"auto" or "none"' })),
  key_name: Type.Optional(NULLABLE_TEXT),
  user_data: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'base64' })),
  config_drive: Type.Optional(
    Type.Union([Type.Boolean(), Type.String(), Type.Null()], {
      description: 'A server with a key or user data has one in any case: they reach it by nothing else',
    }),
  ),
  metadata: Type.Optional(METADATA),
  description: Type.Optional(NULLABLE_TEXT),
  availability_zone: Type.Optional(NULLABLE_TEXT),
});
const CHANGED_SERVER = Type.Object({ name: Type.Optional(Type.String()), description: Type.Optional(NULLABLE_TEXT) });

/** Servers as records. */
export function serverRoutes(scope: HttpServer, api: ComputeApi): void {
  const { machines } = api;

  scope.get(
    '/servers',
    {
      schema: {
        tags,
        summary: 'List servers',
        querystring,
        response: {
          200: Type.Object({ servers: Type.Array(SERVER_SUMMARY), servers_links: Type.Optional(LINKS) }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const query = parseServerListQuery(queryOf(request));
      if (query === null) return { servers: [] };
      const { items } = await machines.machineList(callerOf(request), query);
      const links = nextPage(api, request, { path: '/servers', items, limit: query.limit });
      const servers = items.map((machine) => renderServerSummary(api, request, machine));
      return { servers, ...(links && { servers_links: links }) };
    },
  );

  scope.get(
    '/servers/detail',
    {
      schema: {
        tags,
        summary: 'List servers with details',
        querystring,
        response: {
          200: Type.Object({ servers: Type.Array(SERVER), servers_links: Type.Optional(LINKS) }),
          ...REFUSALS,
        },
      },
    },
    async (request) => {
      const query = parseServerListQuery(queryOf(request));
      if (query === null) return { servers: [] };
      const caller = callerOf(request);
      const { items } = await machines.machineList(caller, query);
      const images = await imagesOf(api, caller, items);
      const links = nextPage(api, request, { path: '/servers/detail', items, limit: query.limit });
      const servers = items.map((machine) => renderServer(api, request, machine, images));
      return { servers, ...(links && { servers_links: links }) };
    },
  );

  scope.post(
    '/servers',
    {
      schema: {
        tags,
        summary: 'Create a server, and start it',
        body: Type.Object({ server: NEW_SERVER }),
        response: { 202: Type.Object({ server: Type.Object({ id: Type.String(), links: LINKS }) }), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const wanted = await parseNewServer(api, caller, member(jsonObject(request), 'server'), minorOf(request));
      const machine = await machines.machineCreate(caller, wanted);
      const { id, links } = renderServerSummary(api, request, machine);
      const server = { id, links, 'OS-DCF:diskConfig': 'MANUAL', security_groups: [] };
      return await reply
        .code(202)
        .header('location', api.linkTo(request, `/servers/${id}`))
        .send({ server });
    },
  );

  scope.get(
    '/servers/:server_id',
    {
      schema: {
        tags,
        summary: 'Show a server',
        params: SERVER_PARAMS,
        response: { 200: Type.Object({ server: SERVER }), ...REFUSALS },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const machine = await machines.machineGet(caller, knownServer(request.params.server_id));
      return { server: renderServer(api, request, machine, await imagesOf(api, caller, [machine])) };
    },
  );

  scope.put(
    '/servers/:server_id',
    {
      schema: {
        tags,
        summary: 'Change the name or the description of a server',
        params: SERVER_PARAMS,
        body: Type.Object({ server: CHANGED_SERVER }),
        response: { 200: Type.Object({ server: SERVER }), ...REFUSALS },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const id = knownServer(request.params.server_id);
      const body = member(jsonObject(request), 'server');
      const name = optionalText(body, 'name');
      const description = minorOf(request) >= MINORS.description ? optionalText(body, 'description') : undefined;
      const machine = await machines.machineUpdate(caller, id, () => ({
        ...(typeof name === 'string' && { name: name.trim() }),
        ...(description !== undefined && { description }),
      }));
      return { server: renderServer(api, request, machine, await imagesOf(api, caller, [machine])) };
    },
  );

  scope.delete(
    '/servers/:server_id',
    {
      schema: {
        tags,
        summary: 'Delete a server, with the disks that go with it',
        params: SERVER_PARAMS,
        response: { 204: noBody('It is being deleted'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      await machines.machineDelete(callerOf(request), knownServer(request.params.server_id));
      return await reply.code(204).send();
    },
  );
}
