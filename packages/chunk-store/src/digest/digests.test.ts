import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { checksumsOf, noise } from '../testing/content.ts';
import { areMadeAtOnce, beginDigests, type Digests } from './digests.ts';
import { Engine } from './md5-sha512/engine.ts';
import { Md5Sha512 } from './md5-sha512/md5-sha512.ts';

/** Begun here, so that they are tested on every processor that can run them. */
const engine = new Engine();

function digestsOf(pieces: readonly Buffer[], digests: Digests = new Md5Sha512(engine)): object {
  for (const piece of pieces) digests.update(piece);
  const [md5, sha512] = digests.finish();
  return { md5, sha512 };
}

describe('MD5 and SHA-512 made at once', () => {
  it('are those of OpenSSL, for every length around a block', () => {
    const content = noise(1000, 'lengths');
    for (let length = 0; length <= content.length; length += 1) {
      const bytes = content.subarray(0, length);
      assert.deepEqual(digestsOf([bytes]), checksumsOf(bytes), `${length} bytes`);
    }
  });

  it('do not depend on how the bytes come', () => {
    const content = noise(5000, 'pieces');
    const cuts = fc.array(fc.integer({ min: 0, max: content.length }), { maxLength: 20 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: 0, max: content.length }), (places, length) => {
        const ends = [...places.filter((place) => place < length), length].toSorted((one, other) => one - other);
        const pieces = ends.map((end, at) => content.subarray(ends[at - 1] ?? 0, end));
        assert.deepEqual(digestsOf(pieces), checksumsOf(content.subarray(0, length)));
      }),
    );
  });

  it('take more at a time than there is room for in the memory of the program', () => {
    const content = noise(600_000, 'large');
    assert.deepEqual(digestsOf([content]), checksumsOf(content));
    assert.deepEqual(digestsOf([Buffer.alloc(1_000_000)]), checksumsOf(Buffer.alloc(1_000_000)));
  });

  it('keep several streams apart', () => {
    const contents = [1, 2, 3].map((seed) => noise(10_000, seed));
    const streams = contents.map(() => new Md5Sha512(engine));
    for (let at = 0; at < 10_000; at += 777) {
      for (const [number, stream] of streams.entries())
        stream.update(contents[number]?.subarray(at, at + 777) ?? assert.fail());
    }
    assert.deepEqual(
      streams.map((stream) => digestsOf([], stream)),
      contents.map((content) => checksumsOf(content)),
    );
  });

  it('take what lies in shared memory', () => {
    const shared = Buffer.from(new SharedArrayBuffer(3000));
    noise(3000, 'shared').copy(shared);
    assert.deepEqual(digestsOf([shared.subarray(0, 1), shared.subarray(1)]), checksumsOf(Buffer.from(shared)));
  });
});

describe('digests', () => {
  const content = noise(3000, 'content');

  it('come in the order of the algorithms, whether they are made at once or not', () => {
    assert.equal(areMadeAtOnce(['sha512', 'md5']), false);
    for (const algorithms of [['md5', 'sha512'], ['sha512', 'md5'], ['sha256'], ['md5', 'sha256', 'sha512']] as const) {
      const digests = beginDigests(algorithms);
      digests.update(content);
      assert.deepEqual(
        digests.finish(),
        algorithms.map((algorithm) => hash(algorithm, content)),
      );
    }
  });
});
