import type { MatrixRow } from './matrix-row.ts';

/** Sessions of browsers, and what they hear of. */
export const SESSION_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /api/v1/events': { row: '401 401 200 200 200 200 200 200' },
  // With a name and a password, which nobody here gives.
  'POST /api/v1/session': { row: '400 400 400 400 400 400 400 400', json: {} },
  'GET /api/v1/session': { row: '401 401 200 200 200 200 200 200' },
  // To one on which nobody has a role.
  'PUT /api/v1/session/project': { row: '401 401 401 401 401 401 401 401', json: { project: 'none' } },
  'DELETE /api/v1/session': { row: '401 401 204 204 204 204 204 204', endsTokens: true },
};
