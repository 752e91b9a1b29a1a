import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeldExtent } from '@ingot/disk';
import { hasCode } from '../../kernel/errors.ts';
import { newImageId } from '../../kernel/ids.ts';
import { filePieces } from './file-pieces.ts';

const FILE = { name: `${newImageId()}.qcow2`, size: 1000, diskSize: 5000 } as const;

const data = (start: number, length: number, offset: number | null): HeldExtent => ({
  kind: 'data',
  start,
  length,
  offset,
});

async function piecesOf(...extents: readonly HeldExtent[]): Promise<string[]> {
  const map = async function* map(): AsyncGenerator<HeldExtent> {
    yield* extents;
  };
  const pieces: string[] = [];
  for await (const piece of filePieces(map(), FILE)) {
    pieces.push(`${piece.kind} ${piece.offset}+${piece.length}${piece.kind === 'disk' ? `=${piece.start}` : ''}`);
  }
  return pieces;
}

test('covers the file from end to end, and the disk where it holds something', async () => {
  assert.deepEqual(
    await piecesOf({ kind: 'absent', start: 0, length: 100 }, data(100, 50, 300), data(150, 50, 350), {
      kind: 'zero',
      start: 200,
      length: 4700,
    }),
    ['other 0+300', 'disk 300+50=100', 'disk 350+50=150', 'other 400+600'],
  );
  assert.deepEqual(await piecesOf(), ['other 0+1000']);
  assert.deepEqual(await piecesOf(data(0, 1000, 0)), ['disk 0+1000=0']);
  // A map speaks of whole sectors: what is beyond the disk is the file's alone.
  assert.deepEqual(await piecesOf(data(4900, 512, 400)), ['other 0+400', 'disk 400+100=4900', 'other 500+500']);
});

test('a file whose disk lies otherwise than it was written is refused', async () => {
  for (const extents of [
    [data(0, 10, null)],
    [data(0, 10, 500), data(10, 10, 400)],
    [data(0, 10, 500), data(10, 10, 505)],
    [data(50, 10, 500), data(40, 10, 600)],
    [data(0, 10, 995)],
    [data(5000, 10, 500)],
  ]) {
    await assert.rejects(piecesOf(...extents), (error) => hasCode(error, 'corrupt'));
  }
});
