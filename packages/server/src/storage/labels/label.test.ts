import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { images, testContent } from '../../images/testing/arbitraries.ts';
import { decodeLabel, encodeLabel } from './label.ts';

const [sample = assert.fail()] = fc.sample(images, { numRuns: 1, seed: 1 });
const active = { ...sample, state: { status: 'active', content: testContent(3) } } as const;
const text = encodeLabel(active, 'golden') ?? assert.fail();

/** Why it cannot be read. */
function problemOf(wrong: string): string {
  const problem = decodeLabel(wrong);
  return typeof problem === 'string' ? problem : assert.fail(`${wrong} was read`);
}

describe('a label', () => {
  it('gives back the image that it was made of, or is none', () => {
    fc.assert(
      fc.property(images, fc.option(fc.string()), (image, ownerName) => {
        const label = encodeLabel(image, ownerName);
        const { state } = image;
        const settled = state.status === 'deleted' ? state.before : state;
        const hasContent = settled !== null && 'content' in settled;
        assert.equal(label !== null, hasContent);
        if (label !== null) assert.deepEqual(decodeLabel(label), { image, ownerName });
      }),
    );
  });

  it('is written down in version 1', () => {
    assert.deepEqual(Object.keys(JSON.parse(text) as object).toSorted(), [
      'containerFormat',
      'content',
      'createdAt',
      'deletedAt',
      'diskFormat',
      'hidden',
      'id',
      'minDisk',
      'minRam',
      'name',
      'owner',
      'properties',
      'protected',
      'status',
      'tags',
      'updatedAt',
      'version',
      'visibility',
    ]);
  });

  it('is refused with a sentence when it is of another version, or not as it was written', () => {
    const label = JSON.parse(text) as Record<string, unknown>;
    assert.match(problemOf(JSON.stringify({ ...label, version: 2 })), /has the version 2; .* version 1\.$/);
    for (const wrong of [
      '',
      '{',
      'null',
      '[]',
      text.slice(0, -1),
      ...[
        { ...label, more: 1 },
        { ...label, id: '../etc/passwd' },
        { ...label, visibility: 'secret' },
        { ...label, status: 'queued' },
        { ...label, properties: { a: 1 } },
        { ...label, owner: { id: 'no id at all', name: null } },
        { ...label, content: { ...(label['content'] as object), root: 'x' } },
        { ...label, content: { ...(label['content'] as object), size: -1 } },
      ].map((one) => JSON.stringify(one)),
    ]) {
      assert.match(problemOf(wrong), /^It .*\.$/, wrong);
    }
  });
});
