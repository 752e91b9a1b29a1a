import { Type } from 'typebox';
import type { Inspections } from '../../../inspection/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { PROFILE, renderProfile } from './profile-schema.ts';

const PROFILES = Type.Object({ profiles: Type.Array(PROFILE) });

/** By what images are judged. */
export function profileRoutes(scope: HttpServer, inspections: Inspections): void {
  scope.get(
    '/profiles',
    {
      schema: {
        tags: ['inspection'],
        summary: 'List the profiles that images are judged by, with their rules',
        response: { 200: PROFILES, '4xx': ERROR },
      },
    },
    async (request) => ({ profiles: inspections.profileList(callerOf(request)).map(renderProfile) }),
  );
}
