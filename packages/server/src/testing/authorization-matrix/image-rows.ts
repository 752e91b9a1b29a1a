import type { MatrixRow } from './matrix-row.ts';

/** Anybody with a token. */
const ALL = '401 401 200 200 200 200 200 200';
/** Owners and administrators change; who sees the image is told so, who does not is told that there is none. */
const OWNER_CHANGES = '401 401 403 204 404 403 403 204';

const OCTETS = { 'content-type': 'application/octet-stream' };
const PATCH = { 'content-type': 'application/openstack-images-v2.1-json-patch' };

/** Image v2, without metadata definitions. */
export const IMAGE_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /v2/images': { row: ALL },
  'POST /v2/images': { row: '401 401 403 201 201 201 201 201', json: { disk_format: 'raw', container_format: 'bare' } },
  'GET /v2/images/:image_id': { row: '401 401 200 200 404 200 200 200', on: 'active' },
  'PATCH /v2/images/:image_id': {
    row: '401 401 403 200 404 403 403 200',
    on: 'active',
    headers: PATCH,
    text: '[{"op":"replace","path":"/name","value":"new"}]',
  },
  'DELETE /v2/images/:image_id': { row: OWNER_CHANGES, on: 'active' },
  'PUT /v2/images/:image_id/file': { row: OWNER_CHANGES, on: 'queued', headers: OCTETS, text: 'bytes' },
  // Downloading needs more than seeing: the role `member`.
  'GET /v2/images/:image_id/file': { row: '401 401 403 200 404 200 200 200', on: 'active' },
  'PUT /v2/images/:image_id/stage': { row: OWNER_CHANGES, on: 'queued', headers: OCTETS, text: 'bytes' },
  'POST /v2/images/:image_id/import': {
    row: '401 401 403 202 404 403 403 202',
    on: 'staged',
    json: { method: { name: 'glance-direct' } },
  },
  // Where its owner got it from is nobody else's business.
  'GET /v2/images/:image_id/tasks': { row: '401 401 200 200 404 403 403 200', on: 'active' },
  'POST /v2/images/:image_id/actions/deactivate': { row: OWNER_CHANGES, on: 'active' },
  'POST /v2/images/:image_id/actions/reactivate': { row: OWNER_CHANGES, on: 'active' },
  'PUT /v2/images/:image_id/tags/:tag': { row: OWNER_CHANGES, on: 'active' },
  'DELETE /v2/images/:image_id/tags/:tag': { row: OWNER_CHANGES, on: 'tagged' },
  'GET /v2/images/:image_id/members': { row: '401 401 200 200 404 200 200 200', on: 'active' },
  'POST /v2/images/:image_id/members': {
    row: '401 401 403 200 404 403 403 200',
    on: 'active',
    json: { member: 'some-project' },
  },
  // The one looked at is the project that has not answered; it is nobody else's business.
  'GET /v2/images/:image_id/members/:member_id': { row: '401 401 200 200 404 200 404 200', on: 'active' },
  // Only the project that was asked may answer.
  'PUT /v2/images/:image_id/members/:member_id': {
    row: '401 401 403 403 404 200 404 200',
    on: 'active',
    json: { status: 'accepted' },
  },
  'DELETE /v2/images/:image_id/members/:member_id': { row: OWNER_CHANGES, on: 'active' },
  'GET /v2/info/import': { row: ALL },
  'GET /v2/info/usage': { row: ALL },
  'GET /v2/schemas/image': { row: ALL },
  'GET /v2/schemas/images': { row: ALL },
  'GET /v2/schemas/member': { row: ALL },
  'GET /v2/schemas/members': { row: ALL },
  'GET /v2/schemas/task': { row: ALL },
  'GET /v2/schemas/tasks': { row: ALL },
  'GET /v2/tasks': { row: '401 401 403 403 403 403 403 200' },
  'POST /v2/tasks': {
    row: '401 401 403 403 403 403 403 201',
    json: {
      type: 'import',
      input: { import_from: 'http://127.0.0.1:1/x', import_from_format: 'raw', image_properties: {} },
    },
  },
  'GET /v2/tasks/:task_id': { row: '401 401 404 404 404 404 404 404' },
};

/** What this installation has not: the same for everybody with a token. */
const ABSENT = '401 401 404 404 404 404 404 404';

export const NOT_SERVED_ROWS: Readonly<Record<string, MatrixRow>> = Object.fromEntries(
  [
    'GET /v2/info/stores',
    'GET /v2/info/stores/detail',
    'DELETE /v2/stores/:store_id/:image_id',
    'GET /v2/cache',
    'DELETE /v2/cache',
    'PUT /v2/cache/:image_id',
    'DELETE /v2/cache/:image_id',
    'GET /v2/cache/nodes/:image_id',
    'POST /v2/cache/clean',
    'POST /v2/cache/prune',
    'GET /v2/images/:image_id/locations',
    'POST /v2/images/:image_id/locations',
  ].map((route): [string, MatrixRow] => [route, { row: ABSENT, on: 'active' }]),
);
