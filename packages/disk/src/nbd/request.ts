import { ProtocolViolation } from './protocol-violation.ts';
import { COMMAND, COMMAND_FLAG, ERRNO, MAGIC, MAX_PAYLOAD, type Errno } from './protocol.ts';

/** What a client asks for, in order and within the bounds of the export. Offsets and lengths in bytes. */
export type Request = { readonly cookie: bigint } & (
  | ({ readonly kind: 'read' } & Span & { readonly unfragmented: boolean })
  | ({ readonly kind: 'write' } & Span & { readonly durable: boolean })
  /** `trim`: what it reads as afterwards is of no matter to the client. */
  | ({ readonly kind: 'zero' | 'trim' } & Span & { readonly durable: boolean })
  | ({ readonly kind: 'status' } & Span & { readonly one: boolean })
  | { readonly kind: 'flush' }
  | { readonly kind: 'disconnect' }
  | Refusal
);

interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A request that cannot be carried out. */
interface Refusal {
  readonly kind: 'refused';
  readonly errno: Errno;
  readonly sentence: string;
  /** Bytes that the client sends with it all the same. */
  readonly payload: number;
}

/** What decides about requests. */
export interface Terms {
  readonly size: number;
  readonly readOnly: boolean;
  readonly structured: boolean;
  readonly allocation: boolean;
}

const { FUA, NO_HOLE, DF, REQ_ONE } = COMMAND_FLAG;

/** Flags of each command ("Command flags"). Clients are known to set FUA on any, which means nothing there. */
const FLAGS: Readonly<Record<number, number>> = {
  [COMMAND.READ]: DF,
  [COMMAND.WRITE]: 0,
  [COMMAND.FLUSH]: 0,
  [COMMAND.TRIM]: 0,
  [COMMAND.WRITE_ZEROES]: NO_HOLE,
  [COMMAND.BLOCK_STATUS]: REQ_ONE,
};

/**
 * Decodes the header of a request ("Request message") and decides whether it can be carried out.
 *
 * @throws ProtocolViolation when the bytes are no request, or announce more than anybody may send.
 */
export function decodeRequest(header: Buffer, terms: Terms): Request {
  if (header.readUInt32BE() !== MAGIC.REQUEST) throw new ProtocolViolation('the client sent no request');
  const flags = header.readUInt16BE(4);
  const type = header.readUInt16BE(6);
  const cookie = header.readBigUInt64BE(8);
  // Beyond 2^53 it is not exact, but then it is beyond the end as well.
  const offset = header.readUInt32BE(16) * 2 ** 32 + header.readUInt32BE(20);
  const length = header.readUInt32BE(24);
  if (type === COMMAND.DISC) return { kind: 'disconnect', cookie };
  if (type === COMMAND.WRITE && length > MAX_PAYLOAD) throw new ProtocolViolation('the client announced a huge write');
  const fault = findFault({ type, flags, offset, length }, terms);
  const payload = type === COMMAND.WRITE ? length : 0;
  if (fault) return { kind: 'refused', cookie, errno: fault[0], sentence: fault[1], payload };
  const durable = (flags & FUA) !== 0;
  switch (type) {
    case COMMAND.READ:
      return { kind: 'read', cookie, offset, length, unfragmented: (flags & DF) !== 0 };
    case COMMAND.WRITE:
      return { kind: 'write', cookie, offset, length, durable };
    case COMMAND.WRITE_ZEROES:
      return { kind: 'zero', cookie, offset, length, durable };
    case COMMAND.TRIM:
      return { kind: 'trim', cookie, offset, length, durable };
    case COMMAND.BLOCK_STATUS:
      return { kind: 'status', cookie, offset, length, one: (flags & REQ_ONE) !== 0 };
    default:
      return { kind: 'flush', cookie };
  }
}

type Fault = readonly [errno: Errno, sentence: string];

/** What is wrong with a request, if anything ("Error values"). */
function findFault(
  { type, flags, offset, length }: { type: number; flags: number; offset: number; length: number },
  { size, readOnly, structured, allocation }: Terms,
): Fault | null {
  const known = FLAGS[type];
  const writes = type === COMMAND.WRITE || type === COMMAND.WRITE_ZEROES || type === COMMAND.TRIM;
  if (known === undefined) return [ERRNO.EINVAL, 'This server does not know the command.'];
  if (readOnly && writes) return [ERRNO.EPERM, 'The export is read-only.'];
  if ((flags & ~(known | FUA)) !== 0) return [ERRNO.EINVAL, 'The command has no such flag.'];
  if ((flags & DF) !== 0 && !structured) return [ERRNO.EINVAL, 'DF needs structured replies.'];
  if (type === COMMAND.FLUSH) return readOnly ? [ERRNO.EINVAL, 'There is nothing to flush.'] : null;
  if (offset + length > size) {
    const errno = type === COMMAND.WRITE || type === COMMAND.WRITE_ZEROES ? ERRNO.ENOSPC : ERRNO.EINVAL;
    return [errno, 'The request reaches beyond the end of the export.'];
  }
  if (type === COMMAND.READ && length > MAX_PAYLOAD) return [ERRNO.EINVAL, 'The read is longer than 32 MiB.'];
  if (type !== COMMAND.BLOCK_STATUS) return null;
  if (!allocation) return [ERRNO.EINVAL, 'No metadata context was negotiated.'];
  return length === 0 ? [ERRNO.EINVAL, 'The status of no bytes was asked for.'] : null;
}
