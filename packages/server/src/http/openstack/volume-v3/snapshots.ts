import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import type { NewSnapshot } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { jsonObject, type JsonObject } from '../json-body.ts';
import { queryOf } from '../request-url.ts';
import type { VolumeApi } from './api.ts';
import { labelling, member, optionalFlag, pairs } from '../body.ts';
import { LINKS, METADATA, noBody, NULLABLE_TEXT, REFUSALS } from '../documented-answers.ts';
import { knownSnapshot, knownVolume, SNAPSHOT_PARAMS } from './ids.ts';
import { LIST_QUERY } from './list-query.ts';
import { minorOf, MINORS } from './microversion.ts';
import { nextPage } from '../page-links.ts';
import { renderSnapshot, renderSnapshotDetail } from './render-snapshot.ts';
import { parseSnapshotListQuery } from './snapshot-list-query.ts';
import { SNAPSHOT, SNAPSHOT_DETAIL } from './snapshot-schema.ts';

const tags = ['volume'];
const querystring = Type.Object({
  ...LIST_QUERY,
  status: Type.Optional(Type.String()),
  volume_id: Type.Optional(Type.String()),
});
const CHANGED_SNAPSHOT = Type.Object({ name: Type.Optional(NULLABLE_TEXT), description: Type.Optional(NULLABLE_TEXT) });
const NEW_SNAPSHOT = Type.Object({
  ...CHANGED_SNAPSHOT.properties,
  volume_id: Type.String(),
  metadata: Type.Optional(METADATA),
  force: Type.Optional(Type.Boolean({ description: 'Makes no difference' })),
});

/** Snapshots as records. */
export function snapshotRoutes(scope: HttpServer, api: VolumeApi): void {
  const { volumes } = api;

  for (const [path, schema, render] of [
    ['/snapshots', SNAPSHOT, renderSnapshot],
    ['/snapshots/detail', SNAPSHOT_DETAIL, renderSnapshotDetail],
  ] as const) {
    scope.get(
      path,
      {
        schema: {
          tags,
          summary: schema === SNAPSHOT ? 'List snapshots' : 'List snapshots with details',
          querystring,
          response: {
            200: Type.Object({ snapshots: Type.Array(schema), snapshots_links: Type.Optional(LINKS) }),
            ...REFUSALS,
          },
        },
      },
      async (request) => {
        const query = parseSnapshotListQuery(queryOf(request));
        if (query === null) return { snapshots: [] };
        const { items } = await volumes.snapshotList(callerOf(request), query);
        const links = nextPage(api, request, { path, items, limit: query.limit });
        return {
          snapshots: items.map((snapshot) => render(request, snapshot)),
          ...(links && { snapshots_links: links }),
        };
      },
    );
  }

  scope.post(
    '/snapshots',
    {
      schema: {
        tags,
        summary: 'Take a snapshot of a volume',
        body: Type.Object({ snapshot: NEW_SNAPSHOT }),
        response: { 202: Type.Object({ snapshot: SNAPSHOT }), ...REFUSALS },
      },
    },
    async (request, reply) => {
      const body = member(jsonObject(request), 'snapshot');
      if (minorOf(request) >= MINORS.snapshotInUse && optionalFlag(body, 'force') === false) {
        throw new IngotError('invalid', 'Since 3.66 force is always on; leave it out.');
      }
      const snapshot = await volumes.snapshotCreate(callerOf(request), parseNewSnapshot(body));
      return reply.code(202).send({ snapshot: renderSnapshot(request, snapshot) });
    },
  );

  scope.get(
    '/snapshots/:snapshot_id',
    {
      schema: {
        tags,
        summary: 'Show a snapshot',
        params: SNAPSHOT_PARAMS,
        response: { 200: Type.Object({ snapshot: SNAPSHOT_DETAIL }), ...REFUSALS },
      },
    },
    async (request) => {
      const snapshot = await volumes.snapshotGet(callerOf(request), knownSnapshot(request.params.snapshot_id));
      return { snapshot: renderSnapshotDetail(request, snapshot) };
    },
  );

  scope.put(
    '/snapshots/:snapshot_id',
    {
      schema: {
        tags,
        summary: 'Change the name or description of a snapshot',
        params: SNAPSHOT_PARAMS,
        body: Type.Object({ snapshot: CHANGED_SNAPSHOT }),
        response: { 200: Type.Object({ snapshot: SNAPSHOT }), ...REFUSALS },
      },
    },
    async (request) => {
      const id = knownSnapshot(request.params.snapshot_id);
      const revision = labelling(member(jsonObject(request), 'snapshot'));
      const snapshot = await volumes.snapshotUpdate(callerOf(request), id, () => revision);
      return { snapshot: renderSnapshot(request, snapshot) };
    },
  );

  scope.delete(
    '/snapshots/:snapshot_id',
    {
      schema: {
        tags,
        summary: 'Delete a snapshot',
        params: SNAPSHOT_PARAMS,
        response: { 202: noBody('Done'), ...REFUSALS },
      },
    },
    async (request, reply) => {
      await volumes.snapshotDelete(callerOf(request), knownSnapshot(request.params.snapshot_id));
      return await reply.code(202).send();
    },
  );
}

function parseNewSnapshot(body: JsonObject): NewSnapshot {
  const { metadata } = body;
  return {
    ...labelling(body),
    volumeId: knownVolume(body['volume_id']),
    ...(metadata !== undefined && metadata !== null && { metadata: pairs(metadata, 'metadata') }),
  };
}
