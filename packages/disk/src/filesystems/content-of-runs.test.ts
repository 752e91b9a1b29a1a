import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { bufferSource } from '../testing/index.ts';
import { contentOfRuns } from './content-of-runs.ts';

const DISK = Buffer.from(Array.from({ length: 256 }, (_, index) => index + 1));
const source = bufferSource(DISK);

suite('content of runs', () => {
  test('reads the same bytes however it is cut, zeros where there is a hole', async () => {
    const layout = fc.array(fc.record({ length: fc.integer({ min: 1, max: 40 }), at: fc.option(fc.nat(200)) }), {
      minLength: 1,
      maxLength: 8,
    });
    const property = fc.asyncProperty(
      layout,
      fc.nat(400),
      fc.nat(400),
      fc.nat(20),
      async (runs, offset, length, cut) => {
        const whole = Buffer.concat(
          runs.map((run) => (run.at === null ? Buffer.alloc(run.length) : DISK.subarray(run.at, run.at + run.length))),
        );
        const size = Math.max(0, whole.length - cut);
        const content = contentOfRuns(size, async (at) => {
          let start = 0;
          for (const run of runs) {
            const within = at - start;
            if (within < run.length) {
              return {
                length: run.length - within,
                stored: run.at === null ? null : { source, offset: run.at + within },
              };
            }
            start += run.length;
          }
          throw new Error('asked past the end');
        });
        const read = await content.read(offset, length);
        assert.deepEqual(read, whole.subarray(0, size).subarray(offset, offset + length));
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });

  test('a run without length ends in an error, not in a circle', async () => {
    const content = contentOfRuns(10, async () => ({ length: 0, stored: null }));
    await assert.rejects(content.read(0, 10), { name: 'DiskError', code: 'malformed' });
  });

  test('a run past the end of the disk is malformed', async () => {
    const content = contentOfRuns(10, async () => ({ length: 10, stored: { source, offset: 250 } }));
    await assert.rejects(content.read(0, 10), { name: 'DiskError', code: 'malformed' });
  });
});
