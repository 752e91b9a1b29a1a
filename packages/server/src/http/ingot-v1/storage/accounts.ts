import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseImageId, parseProjectId, type ProjectId } from '../../../kernel/ids.ts';
import type { Storage } from '../../../storage/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import {
  FAMILY_STORAGE,
  IMAGE_STORAGE,
  PROJECT_STORAGE,
  renderFamilyStorage,
  renderImageStorage,
  renderProjectStorage,
  renderStore,
  STORE,
} from './account-schema.ts';

const IMAGE = Type.Object({ id: Type.String({ description: 'Id of the image, a UUID' }) });
const PROJECT = Type.Object({ id: Type.String({ description: 'Id of the project' }) });
const FAMILY_QUERY = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  marker: Type.Optional(Type.String({ description: '`nextMarker` of the page before' })),
});
const FAMILIES = Type.Object({
  families: Type.Array(FAMILY_STORAGE),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});

const tags = ['store'];
const refusals = { '4xx': ERROR };

/** What images, families and projects take in the store, and the store in all. */
export function accountRoutes(scope: HttpServer, storage: Storage): void {
  scope.get(
    '/images/:id/storage',
    {
      schema: {
        tags,
        summary: 'Show what an image takes in the store',
        params: IMAGE,
        response: { 200: IMAGE_STORAGE, ...refusals },
      },
    },
    async (request) => {
      const id = parseImageId(request.params.id);
      if (id === null) throw new IngotError('not-found', `No image found with ID ${request.params.id}.`);
      return renderImageStorage(await storage.imageAccountGet(callerOf(request), id));
    },
  );

  scope.get(
    '/projects/:id/storage',
    {
      schema: {
        tags,
        summary: 'Show what a project has in the store',
        params: PROJECT,
        response: { 200: PROJECT_STORAGE, ...refusals },
      },
    },
    async (request) => {
      const project = projectOf(request.params.id);
      return renderProjectStorage(await storage.projectAccountGet(callerOf(request), project));
    },
  );

  scope.get(
    '/projects/:id/storage/families',
    {
      schema: {
        tags,
        summary: 'List what the families of a project take, by name',
        params: PROJECT,
        querystring: FAMILY_QUERY,
        response: { 200: FAMILIES, ...refusals },
      },
    },
    async (request) => {
      const { limit = 100, marker } = request.query;
      const query = { limit, after: marker ?? null };
      const project = projectOf(request.params.id);
      const { items, more } = await storage.familyAccountList(callerOf(request), project, query);
      const last = more ? items.at(-1) : undefined;
      return { families: items.map(renderFamilyStorage), nextMarker: last ? (last.family ?? '') : null };
    },
  );

  scope.get(
    '/store',
    { schema: { tags, summary: 'Show what the store holds and takes', response: { 200: STORE, ...refusals } } },
    async (request) => renderStore(await storage.storeAccountGet(callerOf(request))),
  );
}

function projectOf(text: string): ProjectId {
  const project = parseProjectId(text);
  if (project === null) throw new IngotError('not-found', `No project found with ID ${text}.`);
  return project;
}
