import type { Readable, Writable } from 'node:stream';
import type { ByteSource } from '@ingot/disk';
import type { InspectionLimits } from './inspection-limits.ts';
import { NoReportError } from './no-report.ts';
import { ANSWER, decodeQuestion, encodeAnswer, MAX_READ, QUESTION, READS, type Question } from './protocol.ts';

/**
 * Gives a child its order, then bytes of its disks as it asks for them, until it tells its result.
 *
 * Past its budget every read is refused with a reason, so that an honest child can still tell what it found before.
 * @returns the result as it came: bytes of a stranger, which may be anything.
 * @throws NoReportError when the child ends early or says what the protocol does not know; and what a disk throws.
 */
export async function serveDisks(
  from: Readable,
  to: Writable,
  disks: readonly ByteSource[],
  order: Buffer,
  limits: InspectionLimits,
): Promise<Buffer> {
  const incoming = new Incoming(from);
  const started = performance.now();
  let bytes = 0;
  let reads = 0;

  function refusal(question: Question): string | null {
    reads += 1;
    bytes += question.length;
    if (bytes > limits.bytes) return `more than ${limits.bytes} bytes of it would have to be read`;
    if (reads > limits.reads) return `more than ${limits.reads} reads would be needed`;
    if (performance.now() - started > limits.readingTime) return `it took more than ${limits.readingTime / 1000} s`;
    return null;
  }

  await send(to, ANSWER.BYTES, order);
  for (;;) {
    const question = decodeQuestion(await incoming.take(QUESTION.LENGTH));
    if (question.kind === QUESTION.RESULT && question.length <= limits.result) return incoming.take(question.length);
    if (question.kind === QUESTION.RESULT) throw new NoReportError('The report is too large.');
    const disk = disks[READS.indexOf(question.kind)];
    const offset = disk && offsetIn(disk, question);
    if (disk === undefined || offset === undefined)
      throw new NoReportError('The inspecting process asked for what it may not have.');
    const refused = refusal(question);
    if (refused === null) await send(to, ANSWER.BYTES, await disk.read(offset, question.length));
    else await send(to, ANSWER.REFUSED, Buffer.from(`The disk was not read further: ${refused}.`));
  }
}

/** Undefined where it does not lie in the disk. */
function offsetIn({ size }: ByteSource, { length, offset }: Question): number | undefined {
  return length <= MAX_READ && offset + BigInt(length) <= BigInt(size) ? Number(offset) : undefined;
}

/** Resolves when the system has the bytes, or the child is gone, which its end will tell. */
async function send(to: Writable, status: number, bytes: Buffer): Promise<void> {
  to.write(encodeAnswer(status, bytes.length));
  await new Promise<void>((resolve) => {
    to.write(bytes, () => {
      resolve();
    });
  });
}

/** A stream, in pieces of known length. */
class Incoming {
  readonly #parts: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#parts = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Buffer> {
    const parts = [this.#rest];
    let have = this.#rest.length;
    while (have < length) {
      const { done, value } = await this.#parts.next();
      if (done === true) throw new NoReportError('The inspecting process ended before it had a report.');
      parts.push(value);
      have += value.length;
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    this.#rest = all.subarray(length);
    return all.subarray(0, length);
  }
}
