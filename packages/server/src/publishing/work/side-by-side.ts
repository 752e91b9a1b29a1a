/** Something that ends soon after its signal fires. */
type Work<Result> = (signal: AbortSignal) => Promise<Result>;

/**
 * Does two things at a time. The one that fails ends the other; both are over when this settles.
 *
 * @throws what failed first; the signal's reason.
 */
export async function sideBySide<One, Other>(
  signal: AbortSignal,
  one: Work<One>,
  other: Work<Other>,
): Promise<[One, Other]> {
  const failing = new AbortController();
  const both = AbortSignal.any([signal, failing.signal]);
  const begin = async <Result>(work: Work<Result>): Promise<Result> => {
    try {
      return await work(both);
    } catch (error) {
      failing.abort(error);
      throw error;
    }
  };
  const begun = [begin(one), begin(other)] as const;
  await Promise.allSettled(begun);
  // The other may have failed because of it.
  failing.signal.throwIfAborted();
  return Promise.all(begun);
}
