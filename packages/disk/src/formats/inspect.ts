import type { ByteSource } from '../byte-source.ts';
import { MiB } from '../bytes/units.ts';
import { requireDeclared } from './declared.ts';
import { detectFormat } from './detect.ts';
import { CONTENT_OF } from './disk-format.ts';
import type { DeclaredFormat } from './disk-format.ts';
import type { Inspection } from './format-probe.ts';
import { BeyondHeadError, headSource } from './head-source.ts';
import { meteredSource } from './metered-source.ts';
import { probeOf } from './probes.ts';
import { refusalOf, refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';

export type Verdict =
  | { readonly ok: true; readonly inspection: Inspection }
  | { readonly ok: false; readonly refusal: Refusal };

/** As much of a stream as {@link inspectHead} makes use of, in bytes: the tables of most images lie within it. */
export const HEAD_BYTES = MiB;

/**
 * Whether a whole image may be kept, and what it is.
 *
 * Costs at most 65,536 reads and 272 MiB, never more than twice the size of the image plus 1 MiB, in pieces of up to 64 KiB,
 * and a few MiB of memory, however large the image claims to be.
 * @throws DiskError `io`, and nothing else, when the source can't be read.
 */
export async function inspectImage(source: ByteSource, declared: DeclaredFormat): Promise<Verdict> {
  const metered = meteredSource(source);
  try {
    const { format } = await detectFormat(metered);
    await requireDeclared(metered, format, declared);
    return { ok: true, inspection: await probeOf(format).inspect(metered) };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return { ok: false, refusal };
  }
}

/**
 * Refuses what the first bytes of an upload are enough to refuse, so that the rest need not be sent.
 *
 * Null says "nothing wrong so far", never "accepted": the whole image is inspected when it is there. What is refused here
 * {@link inspectImage} refuses too, because it is the same inspection, stopped where it needs bytes that have not arrived.
 * @param head from the first byte on, up to {@link HEAD_BYTES}, or less when the image is shorter.
 * @param totalSize of the image in bytes, when the client announced it and is held to it.
 */
export async function inspectHead(
  head: Buffer,
  totalSize: number | null,
  declared: DeclaredFormat,
): Promise<Refusal | null> {
  const source = meteredSource(headSource(head, totalSize));
  try {
    const { format, undecided } = await detectFormat(source);
    if (format === 'raw' && undecided.length > 0) {
      // What looks raw so far may still turn out to be another format, by bytes that have not arrived.
      const expected = CONTENT_OF[declared];
      if (expected === 'raw' || undecided.includes(expected)) return null;
      refuse('format-mismatch', `The image is declared as ${declared}, but does not begin like one.`);
    }
    await requireDeclared(source, format, declared);
    await probeOf(format).inspect(source);
    return null;
  } catch (error) {
    if (error instanceof BeyondHeadError) return null;
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return refusal;
  }
}
