import { Type } from 'typebox';
import type { ImagePools } from '../../../publishing/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { DONE, ID_PARAMS, NEXT_MARKER, PAGE_QUERY, poolIdOf } from './params.ts';
import { NEW_POOL, POOL, POOL_CHANGES, POOL_CHECK, renderCheck, renderPool } from './pool-schema.ts';

const tags = ['publishing'];
const refusals = { '4xx': ERROR };

/** Places where published desktop images lie. */
export function poolRoutes(scope: HttpServer, pools: ImagePools): void {
  scope.get(
    '/image-pools',
    {
      schema: {
        tags,
        summary: 'List the image pools, by name',
        querystring: Type.Object(PAGE_QUERY),
        response: { 200: Type.Object({ pools: Type.Array(POOL), nextMarker: NEXT_MARKER }), ...refusals },
      },
    },
    async (request) => {
      const { limit = 50, marker = null } = request.query;
      const { items, more } = await pools.poolList(callerOf(request), { after: marker, limit });
      return { pools: items.map(renderPool), nextMarker: more ? (items.at(-1)?.pool.name ?? null) : null };
    },
  );

  scope.post(
    '/image-pools',
    {
      schema: {
        tags,
        summary: 'Create an image pool; for administrators',
        description:
          'The directory or bucket has to be there and to be writable, and belongs to the pool from then on. Nothing in it ' +
          'is touched but what the pool has put there.',
        body: NEW_POOL,
        response: { 201: POOL, ...refusals },
      },
    },
    async (request, reply) => reply.code(201).send(renderPool(await pools.poolCreate(callerOf(request), request.body))),
  );

  const one = { tags, params: ID_PARAMS };

  scope.get(
    '/image-pools/:id',
    { schema: { ...one, summary: 'Show an image pool', response: { 200: POOL, ...refusals } } },
    async (request) => renderPool(await pools.poolGet(callerOf(request), poolIdOf(request.params.id))),
  );

  scope.patch(
    '/image-pools/:id',
    {
      schema: {
        ...one,
        summary: 'Rename or describe an image pool; for administrators',
        body: POOL_CHANGES,
        response: { 200: POOL, ...refusals },
      },
    },
    async (request) => {
      const id = poolIdOf(request.params.id);
      return renderPool(await pools.poolUpdate(callerOf(request), id, request.body));
    },
  );

  scope.post(
    '/image-pools/:id/check',
    {
      config: { unaudited: true },
      schema: {
        ...one,
        summary: 'Look whether an image pool is there and can be written to; for administrators',
        response: { 200: POOL_CHECK, ...refusals },
      },
    },
    async (request) => renderCheck(await pools.poolCheck(callerOf(request), poolIdOf(request.params.id))),
  );

  scope.delete(
    '/image-pools/:id',
    {
      schema: {
        ...one,
        summary: 'Delete an image pool that has no files; for administrators',
        response: { 204: DONE, ...refusals },
      },
    },
    async (request, reply) => {
      await pools.poolDelete(callerOf(request), poolIdOf(request.params.id));
      return await reply.code(204).send();
    },
  );
}
