import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Caller } from '../kernel/caller.ts';
import { MEMBER_STATUSES, VISIBILITIES, type Image, type MemberStatus } from './image.ts';
import { mayAnswerFor, mayChange, mayCreateIn, mayDownload, mayList, mayPublicize, maySee } from './image-policy.ts';
import { images, testProject } from './testing/arbitraries.ts';
import { caller } from './testing/image-world.ts';
import { sample } from 'fast-check';

const P1 = testProject('p1');
const WHO = {
  'owner member': caller('p1'),
  'owner reader': caller('p1', 'reader'),
  'owner without a role': caller('p1', 'none'),
  'other member': caller('p2'),
  'other reader': caller('p2', 'reader'),
  'member of nothing': caller(null),
  service: caller('p2', 'service'),
  administrator: caller('p2', 'admin'),
} as const satisfies Record<string, Caller>;
type Who = keyof typeof WHO;

function image(visibility: Image['visibility']): Image {
  const [any] = sample(images, 1);
  assert.ok(any);
  return { ...any, ownerId: P1, visibility };
}

/** Everybody for whom it holds. */
function allowed(rule: (who: Caller) => boolean): Who[] {
  return (Object.keys(WHO) as Who[]).filter((who) => rule(WHO[who]));
}

const EVERYBODY: Who[] = [
  'owner member',
  'owner reader',
  'other member',
  'other reader',
  'member of nothing',
  'administrator',
];

describe('the policy', () => {
  for (const visibility of VISIBILITIES) {
    it(`of ${visibility} images that are not offered`, () => {
      const open = visibility === 'public' || visibility === 'community';
      assert.deepEqual(
        allowed((who) => maySee(who, image(visibility), null)),
        open ? EVERYBODY : ['owner member', 'owner reader', 'administrator'],
      );
      assert.deepEqual(
        allowed((who) => mayDownload(who, image(visibility), null)),
        open
          ? ['owner member', 'other member', 'member of nothing', 'administrator']
          : ['owner member', 'administrator'],
      );
      assert.deepEqual(
        allowed((who) => mayChange(who, image(visibility))),
        ['owner member', 'administrator'],
      );
    });
  }

  it('of images that are offered: any answer lets the member in by id, as long as they are shared', () => {
    const seen = (visibility: Image['visibility'], answer: MemberStatus) =>
      maySee(WHO['other reader'], image(visibility), answer);
    for (const answer of MEMBER_STATUSES) {
      assert.equal(seen('shared', answer), true);
      assert.equal(seen('private', answer), false);
      assert.equal(mayDownload(WHO['other member'], image('shared'), answer), true);
      assert.equal(mayDownload(WHO['other reader'], image('shared'), answer), false);
    }
  });

  it('of projects and the public', () => {
    assert.deepEqual(allowed(mayList), EVERYBODY);
    assert.deepEqual(allowed(mayPublicize), ['administrator']);
    assert.deepEqual(
      allowed((who) => mayCreateIn(who, P1)),
      ['owner member', 'administrator'],
    );
    assert.deepEqual(
      allowed((who) => mayAnswerFor(who, P1)),
      ['owner member', 'administrator'],
    );
  });
});
