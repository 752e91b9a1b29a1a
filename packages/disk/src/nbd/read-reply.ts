import type { NbdSink } from './nbd-export.ts';
import type { Outgoing } from './outgoing.ts';
import { ERRNO } from './protocol.ts';
import { dataChunk, emptyChunk, errorChunk, simpleReply } from './reply.ts';

/** What is read, and for whom. */
export interface Reading {
  readonly cookie: bigint;
  readonly offset: number;
  readonly length: number;
}

/** How the bytes of a read are sent ("NBD_CMD_READ"). */
export interface ReadReply {
  readonly sink: NbdSink;
  /** To be called when all bytes were given to `sink`. */
  end(): Promise<void>;
  /** Instead of `end`. @returns whether the client could be told; if not, only cutting the connection tells it. */
  fail(sentence: string): Promise<boolean>;
}

/** A structured reply in as many chunks as the bytes come in, so each is known to be sound before it is begun. */
export function fragmentedReply(outgoing: Outgoing, { cookie, offset, length }: Reading): ReadReply {
  let sent = 0;
  return {
    sink: (pieces) => {
      const bytes = lengthOf(pieces);
      if (bytes === 0) return NOTHING;
      const header = dataChunk(cookie, { offset: offset + sent, length: bytes, isLast: sent + bytes === length });
      sent += bytes;
      return outgoing.send([header, ...pieces]);
    },
    end: async () => {
      if (length === 0) await outgoing.send([emptyChunk(cookie)]);
    },
    fail: async (sentence) => {
      if (sent === length && length > 0) return false;
      await outgoing.send([errorChunk(cookie, ERRNO.EIO, sentence)]);
      return true;
    },
  };
}

/**
 * A reply that has to be in one piece: a simple one, or one with the flag DF. Bytes that come bit by bit keep other replies
 * back until all are there.
 */
export function unfragmentedReply(outgoing: Outgoing, reading: Reading, structured: boolean): ReadReply {
  const { cookie, offset, length } = reading;
  const header = structured ? dataChunk(cookie, { offset, length, isLast: false }) : simpleReply(cookie, 0);
  let sent = 0;
  let held: ReturnType<Outgoing['hold']> | null = null;
  const release = async (): Promise<void> => (await held)?.release();
  return {
    sink: async (pieces) => {
      const bytes = lengthOf(pieces);
      if (bytes === 0) return NOTHING;
      const message = sent === 0 ? [header, ...pieces] : pieces;
      sent += bytes;
      if (held === null && sent === length) return outgoing.send(message);
      held ??= outgoing.hold();
      return (await held).send(message);
    },
    end: async () => {
      await release();
      if (structured) await outgoing.send([emptyChunk(cookie)]);
      else if (length === 0) await outgoing.send([header]);
    },
    fail: async (sentence) => {
      if (sent > 0 && !structured) return false;
      if (sent > 0) await (await held)?.send(zeros(length - sent));
      await release();
      await outgoing.send([structured ? errorChunk(cookie, ERRNO.EIO, sentence) : simpleReply(cookie, ERRNO.EIO)]);
      return true;
    },
  };
}

const NOTHING = Promise.resolve();
const ZEROS = Buffer.alloc(256 * 1024);

/** What stands for bytes that were announced and cannot be had; an error follows. */
function zeros(length: number): Buffer[] {
  return Array.from({ length: Math.ceil(length / ZEROS.length) }, (_, position) =>
    ZEROS.subarray(0, Math.min(ZEROS.length, length - position * ZEROS.length)),
  );
}

function lengthOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
