import { ConnectionClosed } from './incoming.ts';
import type { NbdExport, NbdExtent } from './nbd-export.ts';
import type { Agreement } from './negotiation.ts';
import { ERRNO, type Errno } from './protocol.ts';
import { fragmentedReply, unfragmentedReply } from './read-reply.ts';
import { errorChunk, simpleReply, statusChunk } from './reply.ts';
import type { Request } from './request.ts';

/** Runs in one reply about the status, 64 KiB; whoever wants more asks again. */
const MAX_EXTENTS = 8192;

interface Answering {
  readonly agreement: Agreement;
  /** What becomes of the data of a write. */
  readonly written: readonly Promise<void>[];
  readonly gone: AbortSignal;
  readonly failed: (error: unknown) => void;
  readonly cut: () => void;
}

/** Requests that are replied to. */
export type Answerable = Exclude<Request, { readonly kind: 'disconnect' }>;
type Of<Kind extends Request['kind']> = Request & { readonly kind: Kind };

/** Carries out a request and replies to it. Resolves when the client has the reply, or has gone. */
export async function answer(request: Answerable, answering: Answering): Promise<void> {
  try {
    await (request.kind === 'read' ? read(request, answering) : replyOnce(request, answering));
  } catch (error) {
    if (!(error instanceof ConnectionClosed)) throw error;
  }
}

async function read(request: Of<'read'>, { agreement, gone, failed, cut }: Answering): Promise<void> {
  const { disk, structured } = agreement;
  const { outgoing } = agreement.channel;
  const fragments = structured && !request.unfragmented;
  const reply = fragments ? fragmentedReply(outgoing, request) : unfragmentedReply(outgoing, request, structured);
  try {
    if (request.length > 0) await disk.read(request.offset, request.length, reply.sink, gone);
  } catch (error) {
    if (error instanceof ConnectionClosed || gone.aborted) return;
    failed(error);
    if (!(await reply.fail('The bytes cannot be read.'))) cut();
    return;
  }
  await reply.end();
}

/** Replies that are one message. */
async function replyOnce(request: Exclude<Answerable, Of<'read'>>, answering: Answering): Promise<void> {
  const { agreement, gone, failed } = answering;
  const { outgoing } = agreement.channel;
  const refuse = (errno: Errno, sentence: string): Promise<void> =>
    outgoing.send([
      agreement.structured ? errorChunk(request.cookie, errno, sentence) : simpleReply(request.cookie, errno),
    ]);
  if (request.kind === 'refused') return refuse(request.errno, request.sentence);
  let message: Buffer;
  try {
    message = await perform(request, answering);
  } catch (error) {
    if (gone.aborted) return;
    failed(error);
    return isNoSpace(error)
      ? refuse(ERRNO.ENOSPC, 'There is no space left for it.')
      : refuse(ERRNO.EIO, 'The export failed.');
  }
  return outgoing.send([message]);
}

/** @returns the reply of success. */
async function perform(
  request: Of<'write' | 'zero' | 'trim' | 'flush' | 'status'>,
  { agreement, written }: Answering,
): Promise<Buffer> {
  const { disk } = agreement;
  if (request.kind === 'status') return statusChunk(request.cookie, await extentsOf(disk, request));
  // Without payload a simple reply is good in either case, and shorter.
  if (!disk.readOnly) {
    await Promise.all(written);
    if (request.kind === 'zero' || request.kind === 'trim') await disk.zero(request.offset, request.length);
    if (request.kind === 'flush' || request.durable) await disk.flush();
  }
  return simpleReply(request.cookie, 0);
}

/** As many runs of the range as fit; at least one. */
async function extentsOf(disk: NbdExport, { offset, length, one }: Of<'status'>): Promise<NbdExtent[]> {
  const extents: NbdExtent[] = [];
  for await (const extent of disk.extents(offset, length)) {
    extents.push(extent);
    if (one || extents.length === MAX_EXTENTS) break;
  }
  return extents;
}

function isNoSpace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code));
}
