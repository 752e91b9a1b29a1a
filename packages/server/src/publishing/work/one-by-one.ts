import type { NbdSink } from '@ingot/disk';

/** A sink that gives its pieces to `take` in order, each when the one before was taken, however its calls overlap. */
export function oneByOne(take: (piece: Buffer) => Promise<void>): NbdSink {
  let before: Promise<void> = Promise.resolve();
  const takeAll = async (last: Promise<void>, pieces: readonly Buffer[]): Promise<void> => {
    await last;
    for (const piece of pieces) await take(piece);
  };
  return (pieces) => (before = takeAll(before, pieces));
}
