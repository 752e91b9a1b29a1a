import type { NbdSink } from '@ingot/disk';

/** A sink whose calls may overlap, of one that takes pieces only when those before were taken. */
export function inTurn(sink: NbdSink): NbdSink {
  let before: Promise<void> = Promise.resolve();
  const take = async (last: Promise<void>, pieces: readonly Buffer[]): Promise<void> => {
    await last;
    await sink(pieces);
  };
  return (pieces) => (before = take(before, pieces));
}
