import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { API_TYPES_FILE, apiTypes } from './api-types.ts';

test('the types of the client are those of the OpenAPI document', async () => {
  const kept = await readFile(API_TYPES_FILE, 'utf8');
  assert.ok(kept === (await apiTypes()), 'packages/client/src/api.generated.ts is stale; run `npm run openapi`');
});
