import { isBootProfile } from '@ingot/inspector';
import { Type } from 'typebox';
import type { Inspections } from '../../../inspection/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { PROFILE, renderProfile } from './profile-schema.ts';

const PROFILES = Type.Object({
  profiles: Type.Array(PROFILE),
  takeBoot: Type.Array(Type.String(), { description: 'Ids of those that ask what only a boot test shows' }),
});

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
    async (request) => {
      const profiles = inspections.profileList(callerOf(request));
      return { profiles: profiles.map(renderProfile), takeBoot: profiles.filter(isBootProfile).map(({ id }) => id) };
    },
  );
}
