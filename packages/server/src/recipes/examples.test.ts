import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { BUILT_IN_PROFILES } from '@ingot/inspector';
import { parseRecipe } from './document/parse-recipe.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../../../recipes');

test('the recipes that come with the product are recipes, of profiles that there are', async () => {
  const files = await readdir(EXAMPLES);
  assert.ok(files.length >= 3);
  for (const file of files) {
    const { machine, check } = parseRecipe(await readFile(path.join(EXAMPLES, file), 'utf8'));
    assert.match(machine.flavor, /^vdi-(low|medium|high)$/, file);
    for (const id of check?.profiles ?? [])
      assert.ok(
        BUILT_IN_PROFILES.some((profile) => profile.id === id),
        id,
      );
  }
});
