import { Type } from 'typebox';
import type { Clock } from '../../../kernel/clock.ts';
import type { Families } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';
import { FAMILY_PARAMS, familyRefOf, PROJECT_QUERY } from './family-ref.ts';
import { FAMILY, renderFamily } from './family-schema.ts';

const REASON = Type.Optional(Type.String({ maxLength: 255, description: 'For the history' }));
const WHICH = Type.Object(
  { imageId: Type.String({ description: 'Id of an image of the family, a UUID' }), reason: REASON },
  { additionalProperties: false },
);
const WHY = Type.Object({ reason: REASON }, { additionalProperties: false });

const answers = { 200: FAMILY, '4xx': ERROR };
const query = Type.Object(PROJECT_QUERY);

/** Deciding which image a family stands for. */
export function familyActionRoutes(scope: HttpServer, families: Families, clock: Clock): void {
  const tags = ['families'];
  const one = { tags, params: FAMILY_PARAMS, querystring: query, response: answers };

  scope.post(
    '/families/:name/promote',
    { schema: { ...one, summary: 'Make an image of a family its latest', body: WHICH } },
    async (request) => {
      const caller = callerOf(request);
      const ref = familyRefOf(caller, request.params.name, request.query.project);
      const { imageId, reason = null } = request.body;
      return renderFamily(await families.familyPromote(caller, ref, imageIdOf(imageId), reason), clock.now());
    },
  );

  scope.put(
    '/families/:name/pin',
    { schema: { ...one, summary: 'Have a family stand for an image, whatever is newer', body: WHICH } },
    async (request) => {
      const caller = callerOf(request);
      const ref = familyRefOf(caller, request.params.name, request.query.project);
      const { imageId, reason = null } = request.body;
      return renderFamily(await families.familyPin(caller, ref, imageIdOf(imageId), reason), clock.now());
    },
  );

  scope.delete(
    '/families/:name/pin',
    {
      schema: {
        ...one,
        summary: 'Have a family stand for its newest image again',
        querystring: Type.Object({ ...PROJECT_QUERY, reason: REASON }),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { project, reason = null } = request.query;
      const ref = familyRefOf(caller, request.params.name, project);
      return renderFamily(await families.familyUnpin(caller, ref, reason), clock.now());
    },
  );

  scope.post(
    '/families/:name/rollback',
    { schema: { ...one, summary: 'Pin the image that was released before the latest', body: WHY } },
    async (request) => {
      const caller = callerOf(request);
      const ref = familyRefOf(caller, request.params.name, request.query.project);
      return renderFamily(await families.familyRollback(caller, ref, request.body.reason ?? null), clock.now());
    },
  );
}
