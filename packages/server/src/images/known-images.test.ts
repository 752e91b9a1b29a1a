import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { newImageId } from '../kernel/ids.ts';
import type { Image } from './image.ts';
import { KnownImages } from './known-images.ts';
import { images } from './testing/arbitraries.ts';

const [sample] = fc.sample(images, 1);

/** An image of about so many characters. */
function imageOf(characters: number): Image {
  assert.ok(sample);
  return { ...sample, id: newImageId(), properties: { filler: 'x'.repeat(characters) } };
}

test('an image is known by its very revision', () => {
  const known = new KnownImages();
  const image = imageOf(1);
  known.add(image, 3);
  assert.equal(known.get(image.id, 3), image);
  assert.equal(known.get(image.id, 4), null);
  assert.equal(known.get(image.id, 2), null);
  const changed = { ...image, name: 'changed' };
  known.add(changed, 4);
  assert.equal(known.get(image.id, 4), changed);
  assert.equal(known.get(image.id, 3), null);
});

test('what is not used goes first, and what is kept stays within its bound', () => {
  const known = new KnownImages();
  const megabyte = Array.from({ length: 40 }, () => imageOf(2 ** 20));
  const [used] = megabyte;
  assert.ok(used);
  for (const image of megabyte) {
    known.add(image, 1);
    assert.equal(known.get(used.id, 1), used);
  }
  const kept = megabyte.filter(({ id }) => known.get(id, 1) !== null);
  assert.ok(kept.length >= 10 && kept.length <= 16, `${kept.length} of 40`);
  assert.equal(kept.at(-1), megabyte.at(-1));
});
