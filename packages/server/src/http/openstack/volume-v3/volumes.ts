import { Type } from 'typebox';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { jsonObject } from '../json-body.ts';
import { queryOf } from '../request-url.ts';
import type { VolumeApi } from './api.ts';
import { labelling, member, pairs } from '../body.ts';
import { LINKS, METADATA, noBody, NULLABLE_TEXT, REFUSALS } from '../documented-answers.ts';
import { knownVolume, VOLUME_PARAMS } from './ids.ts';
import { LIST_QUERY, flag } from './list-query.ts';
import { parseNewVolume } from './new-volume.ts';
import { nextPage } from '../page-links.ts';
import { renderDetail, renderSummary, renderVolume } from './render-volume.ts';
import { parseVolumeListQuery } from './volume-list-query.ts';
import { VOLUME, VOLUME_DETAIL, VOLUME_SUMMARY } from './volume-schema.ts';

const tags = ['volume'];
const querystring = Type.Object({
  ...LIST_QUERY,
  status: Type.Optional(Type.String()),
  bootable: Type.Optional(Type.Boolean()),
  availability_zone: Type.Optional(Type.String()),
});
const NEW_VOLUME = Type.Object({
  size: Type.Optional(Type.Integer({ description: 'GiB; needed unless there is a source', minimum: 1 })),
  name: Type.Optional(NULLABLE_TEXT),
  description: Type.Optional(NULLABLE_TEXT),
  imageRef: Type.Optional(Type.String({ description: 'Image to make it from' })),
  snapshot_id: Type.Optional(Type.String({ description: 'Snapshot to make it from' })),
  source_volid: Type.Optional(Type.String({ description: 'Volume to make it from' })),
  volume_type: Type.Optional(Type.String({ description: 'Id or name' })),
  availability_zone: Type.Optional(Type.String()),
  metadata: Type.Optional(METADATA),
});
const CHANGED_VOLUME = Type.Object({
  name: Type.Optional(NULLABLE_TEXT),
  description: Type.Optional(NULLABLE_TEXT),
  metadata: Type.Optional(METADATA),
});

/** Volumes as records. */
export function volumeRoutes(scope: HttpServer, api: VolumeApi): void {
  const { volumes } = api;

  for (const [path, schema, render] of [
    ['/volumes', VOLUME_SUMMARY, renderSummary],
    ['/volumes/detail', VOLUME_DETAIL, renderDetail],
  ] as const) {
    scope.get(
      path,
      {
        schema: {
          tags,
          summary: schema === VOLUME_SUMMARY ? 'List volumes' : 'List volumes with details',
          querystring,
          response: {
            200: Type.Object({ volumes: Type.Array(schema), volumes_links: Type.Optional(LINKS) }),
            ...REFUSALS,
          },
        },
      },
      async (request) => {
        const query = parseVolumeListQuery(queryOf(request));
        if (query === null) return { volumes: [] };
        const { items } = await volumes.volumeList(callerOf(request), query);
        const links = nextPage(api, request, { path, items, limit: query.limit });
        return {
          volumes: items.map((volume) => render(api, request, volume)),
          ...(links && { volumes_links: links }),
        };
      },
    );
  }

  scope.post(
    '/volumes',
    {
      schema: {
        tags,
        summary: 'Create a volume, blank or from an image, a snapshot or another volume',
        body: Type.Object({ volume: NEW_VOLUME }),
        response: { 202: Type.Object({ volume: VOLUME }), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const wanted = parseNewVolume(member(jsonObject(request), 'volume'));
      const volume = await volumes.volumeCreate(callerOf(request), wanted);
      return reply.code(202).send({ volume: renderVolume(api, request, volume) });
    },
  );

  scope.get(
    '/volumes/:volume_id',
    {
      schema: {
        tags,
        summary: 'Show a volume',
        params: VOLUME_PARAMS,
        response: { 200: Type.Object({ volume: VOLUME_DETAIL }), ...REFUSALS },
      },
    },
    async (request) => {
      const volume = await volumes.volumeGet(callerOf(request), knownVolume(request.params.volume_id));
      return { volume: renderDetail(api, request, volume) };
    },
  );

  scope.put(
    '/volumes/:volume_id',
    {
      schema: {
        tags,
        summary: 'Change the name, description or metadata of a volume',
        params: VOLUME_PARAMS,
        body: Type.Object({ volume: CHANGED_VOLUME }),
        response: { 200: Type.Object({ volume: VOLUME }), ...REFUSALS },
      },
    },
    async (request) => {
      const id = knownVolume(request.params.volume_id);
      const body = member(jsonObject(request), 'volume');
      const { metadata } = body;
      const revision = {
        ...labelling(body),
        ...(metadata !== undefined && metadata !== null && { metadata: pairs(metadata, 'metadata') }),
      };
      const volume = await volumes.volumeUpdate(callerOf(request), id, () => revision);
      return { volume: renderVolume(api, request, volume) };
    },
  );

  scope.delete(
    '/volumes/:volume_id',
    {
      schema: {
        tags,
        summary: 'Delete a volume',
        params: VOLUME_PARAMS,
        querystring: Type.Object({
          cascade: Type.Optional(Type.Boolean({ description: 'Its snapshots first' })),
          force: Type.Optional(Type.Boolean({ description: 'Makes no difference' })),
        }),
        response: { 202: noBody('It is being deleted'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const cascade = flag(queryOf(request), 'cascade') ?? false;
      await volumes.volumeDelete(callerOf(request), knownVolume(request.params.volume_id), { cascade });
      return await reply.code(202).send();
    },
  );
}
