import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DiskError } from '@ingot/disk';
import { factOf } from './fact.ts';

it('knows what was found, even when it is nothing', async () => {
  assert.deepEqual(await factOf(() => Promise.resolve(null)), { known: true, value: null });
});

it('says why something is not known', async () => {
  const cut = (): Promise<never> => Promise.reject(new DiskError('malformed', 'The disk ends too soon.'));
  assert.deepEqual(await factOf(cut), { known: false, reason: 'The disk ends too soon.' });
});

it('does not take a mistake of ours for a state of the disk', async () => {
  await assert.rejects(
    factOf(() => Promise.reject(new TypeError('a mistake'))),
    TypeError,
  );
});
