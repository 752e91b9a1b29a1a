/**
 * Works off what `take` gives, in several lanes side by side, until it gives nothing more. The first that fails stops
 * the others by the signal that they are given, and is what this fails with, when all have ended.
 */
export async function inLanes<Piece>(
  lanes: number,
  take: () => Piece | null | Promise<Piece | null>,
  work: (piece: Piece, signal: AbortSignal) => Promise<void>,
  outer: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  let failure: { readonly error: unknown } | null = null;
  const lane = async (): Promise<void> => {
    try {
      for (let piece = await take(); piece !== null && !signal.aborted; piece = await take()) await work(piece, signal);
    } catch (error) {
      failure ??= { error };
      stop.abort(error);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  outer.throwIfAborted();
  const failed = failure as { readonly error: unknown } | null;
  if (failed) throw failed.error;
}
