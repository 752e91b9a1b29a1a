import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { OPENAPI_FILE, openapiDocument } from './openapi-document.ts';

test('openapi/ingot.json is what the routes say (npm run openapi writes it anew)', async () => {
  assert.equal(await readFile(OPENAPI_FILE, 'utf8'), await openapiDocument());
});

test('every operation has a tag and a summary', async () => {
  const { paths } = JSON.parse(await openapiDocument()) as {
    paths: Record<string, Record<string, { tags?: string[]; summary?: string }>>;
  };
  const bare = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { tags, summary }]) => !tags?.length || !summary)
      .map(([method]) => `${method} ${path}`),
  );
  assert.deepEqual(bare, []);
});

test('no array of a request is held against the keyword uniqueItems, which takes for ever: see http/distinct.ts', async () => {
  assert.doesNotMatch(await openapiDocument(), /"uniqueItems": true/);
});
