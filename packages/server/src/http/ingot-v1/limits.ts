import { Type } from 'typebox';
import type { HttpServer } from '../http-server.ts';

export interface Limits {
  /** Of a file that a browser uploads, in bytes. */
  readonly browserUpload: number;
}

const LIMITS = Type.Object({
  browserUpload: Type.Integer({ description: 'Bytes of the largest file that a browser uploads' }),
});

/** What the console has to know of the installation before somebody begins something. */
export function limitRoutes({ browserUpload }: Limits): (scope: HttpServer) => void {
  return (scope) => {
    scope.get(
      '/limits',
      { schema: { tags: ['ingot'], summary: 'Show the limits of the console', response: { 200: LIMITS } } },
      async () => ({ browserUpload }),
    );
  };
}
