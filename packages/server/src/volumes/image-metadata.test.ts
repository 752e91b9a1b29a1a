import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { images } from '../images/testing/arbitraries.ts';
import { imageMetadataOf, imagePropertiesOf } from './image-metadata.ts';

it('a volume, and an image that is made of it, have the properties of an image, but neither its family nor its state', () => {
  const [image] = fc.sample(images, { numRuns: 1, seed: 1 });
  assert.ok(image);
  const facts = { family: 'abc', ingot_optimized: 'true', ingot_deprecated_at: '2026-01-01T00:00:00.000Z' };
  const metadata = imageMetadataOf({ ...image, properties: { os_distro: 'debian', ...facts } });
  assert.equal(metadata['image_id'], image.id);
  assert.deepEqual(imagePropertiesOf(metadata), { os_distro: 'debian' });
});
