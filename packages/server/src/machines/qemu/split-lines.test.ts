import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { splitLines } from './split-lines.ts';

async function split(parts: readonly Buffer[], longest: number): Promise<(string | null)[]> {
  const found: (string | null)[] = [];
  const source = async function* source(): AsyncGenerator<Buffer> {
    yield* parts;
  };
  for await (const line of splitLines(source(), longest)) found.push(line && line.toString('latin1'));
  return found;
}

test('lines are the same however the bytes come, and too long ones are told of in their place', async () => {
  const bytes = fc.array(fc.constantFrom(0x0a, 0x61, 0xff), { maxLength: 60 });
  const cuts = fc.array(fc.nat(60), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(bytes, cuts, fc.integer({ min: 1, max: 12 }), async (all, at, longest) => {
      const whole = Buffer.from(all);
      const edges = [0, ...at.filter((cut) => cut < whole.length).toSorted((a, b) => a - b), whole.length];
      const parts = edges.slice(1).map((end, index) => whole.subarray(edges[index], end));
      const expected = whole.toString('latin1').split('\n').slice(0, -1);
      assert.deepEqual(
        await split(parts, longest),
        expected.map((line) => (line.length > longest ? null : line)),
      );
    }),
  );
});
