import { Type } from 'typebox';
import { parseTreeRoot, type TreeRoot } from '../../../images/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import type { Layer, LayerUser, Volumes } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';

const LAYER = Type.Object({
  root: Type.String({ description: 'Root of the tree that it is' }),
  bytes: Type.Integer({ description: 'On disk, holes left out' }),
  usedAt: Type.String({ format: 'date-time', description: 'When a disk on it was last made or removed' }),
  evictable: Type.Boolean({ description: 'Nothing on that host needs it: it goes when room is needed' }),
});
const LAYERS = Type.Object({
  layers: Type.Array(LAYER),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});
const QUERY = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  marker: Type.Optional(Type.String({ description: '`nextMarker` of the page before' })),
});
const USER = Type.Object({
  id: Type.String(),
  name: Type.Union([Type.String(), Type.Null()]),
  projectId: Type.String(),
});
const USES = Type.Object({
  bytes: Type.Union([Type.Integer(), Type.Null()], {
    description: 'On the disk of the host that answers, holes left out; null when it is no file there',
  }),
  evictable: Type.Boolean({ description: 'Nothing on that host needs it: when room is needed, that much is freed' }),
  volumes: Type.Array(USER, { description: 'Volumes whose disks stand on it, 100 at most' }),
  images: Type.Array(USER, { description: 'Images that have its bytes, 100 at most' }),
});

const tags = ['disks'];
const refusals = { '4xx': ERROR };

/** What disks stand on: for administrators. */
export function layerRoutes(scope: HttpServer, volumes: Volumes): void {
  scope.get(
    '/layers',
    {
      schema: {
        tags,
        summary: 'List the layers that are files on the host that answers',
        querystring: QUERY,
        response: { 200: LAYERS, ...refusals },
      },
    },
    async (request) => {
      const { limit = 100, marker } = request.query;
      const after = marker === undefined ? null : rootOf(marker, 'invalid');
      const { items, more } = await volumes.layerList(callerOf(request), { after, limit });
      return { layers: items.map(renderLayer), nextMarker: (more ? items.at(-1)?.root : undefined) ?? null };
    },
  );

  scope.get(
    '/layers/:root/uses',
    {
      schema: {
        tags,
        summary: 'Show what a layer is there for, on all hosts',
        params: Type.Object({ root: Type.String({ description: 'Root of a tree' }) }),
        response: { 200: USES, ...refusals },
      },
    },
    async (request) => {
      const root = rootOf(request.params.root, 'not-found');
      const { volumes: standing, images, ...file } = await volumes.layerUses(callerOf(request), root);
      return { ...file, volumes: standing.map(renderUser), images: images.map(renderUser) };
    },
  );
}

function rootOf(text: string, otherwise: 'invalid' | 'not-found'): TreeRoot {
  const root = parseTreeRoot(text);
  if (root === null) throw new IngotError(otherwise, `${text} is not the root of a tree.`);
  return root;
}

function renderLayer({ usedAt, ...layer }: Layer) {
  return { ...layer, usedAt: new Date(usedAt).toISOString() };
}

function renderUser({ ownerId: projectId, ...user }: LayerUser<string>) {
  return { ...user, projectId };
}
