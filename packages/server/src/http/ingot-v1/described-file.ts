import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasCode } from '../../kernel/errors.ts';
import { wantedRange, type ByteRange } from '../byte-range.ts';

const OCTETS = 'application/octet-stream';

/** A file as its download describes it. */
export interface DescribedFile {
  /** What to call it. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Names the bytes: equal tags, equal files. */
  readonly tag: string;
  /** Of all bytes, in hex; null while nobody knows it. */
  readonly sha256: string | null;
}

/** Sets the status and the headers of a download, of the whole file or a range of it. @returns the bytes to send. */
export function describeFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, size, tag, sha256 }: DescribedFile,
): ByteRange {
  const etag = `"${tag}"`;
  const range = rangeOf(request, reply, size, etag);
  const sent = range ?? { offset: 0, length: size };
  if (range)
    reply.code(206).header('content-range', `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`);
  reply.type(OCTETS).headers({
    'accept-ranges': 'bytes',
    'content-length': sent.length,
    'content-disposition': disposition(name),
    etag,
    // Of the whole file, also where a part of it is sent (RFC 9530).
    ...(sha256 !== null && { 'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:` }),
  });
  return sent;
}

/** Where the file is another one than the client has a part of, it gets all of it (RFC 9110, 13.1.5). */
function rangeOf({ headers }: FastifyRequest, reply: FastifyReply, size: number, etag: string): ByteRange | null {
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag) return null;
  try {
    return wantedRange({ range: headers.range }, size);
  } catch (error) {
    if (hasCode(error, 'range-unsatisfiable')) reply.header('content-range', `bytes */${size}`);
    throw error;
  }
}

/** The name in ASCII for old clients, and as it is (RFC 6266, RFC 8187). */
function disposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
