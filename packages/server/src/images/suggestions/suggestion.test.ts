import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newImageId, parseProjectId } from '../../kernel/ids.ts';
import type { Image } from '../image.ts';
import { rememberRemovals, withSuggestion, type Suggestion } from './suggestion.ts';

const ownerId = parseProjectId('0123456789abcdef0123456789abcdef');
assert.ok(ownerId);
const BLANK: Image = {
  id: newImageId(),
  ownerId,
  name: null,
  visibility: 'private',
  protected: false,
  hidden: false,
  diskFormat: 'raw',
  containerFormat: 'bare',
  minDisk: 0,
  minRam: 0,
  tags: [],
  properties: {},
  createdAt: 0,
  updatedAt: 0,
  state: { status: 'queued', failure: null },
};
const DEBIAN: Suggestion = { properties: { os_type: 'linux', os_distro: 'debian' }, minDisk: 3 };

describe('a suggestion', () => {
  it('is taken where nothing is said, once', () => {
    const image = withSuggestion(BLANK, DEBIAN);
    assert.equal(image.minDisk, 3);
    assert.deepEqual(image.properties, {
      os_type: 'linux',
      os_distro: 'debian',
      ingot_suggested: 'min_disk,os_distro,os_type',
    });
    assert.equal(withSuggestion(image, DEBIAN), image);
    assert.equal(withSuggestion(image, { properties: { os_distro: 'ubuntu' }, minDisk: 9 }), image);
  });

  it('never takes the place of what somebody has said', () => {
    const said = { ...BLANK, minDisk: 20, properties: { os_distro: 'mine', os_type: '' } };
    assert.equal(withSuggestion(said, DEBIAN), said);
  });

  it('does not come back once it was taken away', () => {
    const suggested = withSuggestion(BLANK, DEBIAN);
    const { os_distro: gone, ...rest } = suggested.properties;
    assert.equal(gone, 'debian');
    const without = rememberRemovals({ ...suggested, minDisk: 0, properties: rest }, suggested);
    assert.equal(withSuggestion(without, DEBIAN), without);
  });

  it('is not made of what somebody had said, and took away before anything was found', () => {
    const said = { ...BLANK, properties: { os_distro: 'mine' } };
    const without = rememberRemovals({ ...said, properties: {} }, said);
    assert.deepEqual(without.properties, { ingot_suggested: 'os_distro' });
    assert.equal(withSuggestion(without, DEBIAN).properties['os_distro'], undefined);
    const other = { ...said, properties: { ...said.properties, other: 'x' } };
    assert.deepEqual(rememberRemovals(said, other), said, 'of other properties nothing is kept');
  });

  it('says nothing of the disk that is installed from a disc', () => {
    assert.equal(withSuggestion({ ...BLANK, diskFormat: 'iso' }, DEBIAN).minDisk, 0);
  });
});
