import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseFamilyName, type FamilyName } from '../../../kernel/ids.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Families } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { FAMILY_PARAMS, familyRefOf, projectOf, PROJECT_QUERY } from './family-ref.ts';
import { FAMILY, FAMILY_CHANGE, FAMILY_IMAGE, renderChange, renderFamily, renderImage } from './family-schema.ts';

const nextMarker = Type.Union([Type.String(), Type.Null()], {
  description: 'For the next page; null on the last one',
});
const PAGE = Type.Object({ families: Type.Array(FAMILY), nextMarker });
const PAGE_QUERY = Type.Object({
  ...PROJECT_QUERY,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  marker: Type.Optional(Type.String({ description: 'Last family of the page before' })),
});
const HISTORY = Type.Object({ changes: Type.Array(FAMILY_CHANGE), nextMarker });
const HISTORY_QUERY = Type.Object({
  ...PROJECT_QUERY,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  marker: Type.Optional(Type.Integer({ minimum: 1, description: 'Number of the last change of the page before' })),
});

const tags = ['families'];
const refusals = { '4xx': ERROR };

/** Looking at families: what there are, what they stand for, what was done to them. */
export function familyRoutes(scope: HttpServer, families: Families, clock: Clock): void {
  scope.get(
    '/families',
    {
      schema: {
        tags,
        summary: 'List the families of a project, by name',
        querystring: PAGE_QUERY,
        response: { 200: PAGE, ...refusals },
      },
    },
    async (request) => {
      const { project, limit = 50, marker } = request.query;
      const caller = callerOf(request);
      const page = { limit, after: marker === undefined ? null : markerOf(marker) };
      const { items, more } = await families.familyList(caller, projectOf(caller, project), page);
      const now = clock.now();
      const last = more ? items.at(-1) : undefined;
      return { families: items.map((family) => renderFamily(family, now)), nextMarker: last?.name ?? null };
    },
  );

  const one = { tags, params: FAMILY_PARAMS, querystring: Type.Object(PROJECT_QUERY) };

  scope.get(
    '/families/:name',
    { schema: { ...one, summary: 'Show a family', response: { 200: FAMILY, ...refusals } } },
    async (request) => {
      const caller = callerOf(request);
      const ref = familyRefOf(caller, request.params.name, request.query.project);
      return renderFamily(await families.familyGet(caller, ref), clock.now());
    },
  );

  scope.get(
    '/families/:name/latest',
    {
      schema: {
        ...one,
        summary: 'Show the image that a family stands for',
        response: { 200: FAMILY_IMAGE, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const ref = familyRefOf(caller, request.params.name, request.query.project);
      return renderImage(await families.familyLatest(caller, ref), clock.now());
    },
  );

  scope.get(
    '/families/:name/history',
    {
      schema: {
        tags,
        summary: 'List what was done to a family, newest first',
        params: FAMILY_PARAMS,
        querystring: HISTORY_QUERY,
        response: { 200: HISTORY, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { project, limit = 100, marker = null } = request.query;
      const ref = familyRefOf(caller, request.params.name, project);
      const { items, more } = await families.familyHistory(caller, ref, { before: marker, limit });
      const last = more ? items.at(-1) : undefined;
      return { changes: items.map(renderChange), nextMarker: last ? String(last.number) : null };
    },
  );
}

function markerOf(text: string): FamilyName {
  const name = parseFamilyName(text);
  if (name === null) throw new IngotError('invalid', `The marker ${text} is not the name of a family.`);
  return name;
}
