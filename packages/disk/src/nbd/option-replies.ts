import { type ContextRequest } from './option-data.ts';
import type { NbdExport } from './nbd-export.ts';
import { EXPORT_FLAG, INFO, MAGIC, MAX_PAYLOAD, OPTION_REPLY, type OptionErrorCode } from './protocol.ts';

/** The only metadata context there is, and its id on the wire. */
export const ALLOCATION = { name: 'base:allocation', id: 1 } as const;

const DEFAULT_BLOCK_SIZE = 4096;

/** One reply to an option ("Fixed newstyle negotiation"). */
export function optionReply(option: number, type: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(20);
  header.writeBigUInt64BE(MAGIC.OPTION_REPLY);
  header.writeUInt32BE(option, 8);
  header.writeUInt32BE(type, 12);
  header.writeUInt32BE(data.length, 16);
  return Buffer.concat([header, data]);
}

/** @param sentence for people. */
export function optionError(option: number, code: OptionErrorCode, sentence: string): Buffer {
  return optionReply(option, code, Buffer.from(sentence));
}

/** NBD_REP_SERVER: one line of a list. */
export function serverReply(option: number, name: string): Buffer {
  return optionReply(option, OPTION_REPLY.SERVER, Buffer.concat([uint32(Buffer.byteLength(name)), Buffer.from(name)]));
}

/** NBD_REP_INFO for everything that is told: the export, and what else is wanted. */
export function infoReplies(
  option: number,
  disk: NbdExport,
  { name, wanted, structured }: { name: string; wanted: ReadonlySet<number>; structured: boolean },
): Buffer[] {
  const info = (type: number, ...data: Buffer[]): Buffer =>
    optionReply(option, OPTION_REPLY.INFO, Buffer.concat([uint16(type), ...data]));
  const replies = [info(INFO.EXPORT, exportInfo(disk, structured))];
  if (wanted.has(INFO.NAME)) replies.push(info(INFO.NAME, Buffer.from(name)));
  if (wanted.has(INFO.BLOCK_SIZE)) {
    const preferred = disk.preferredBlockSize ?? DEFAULT_BLOCK_SIZE;
    replies.push(info(INFO.BLOCK_SIZE, uint32(1), uint32(preferred), uint32(MAX_PAYLOAD)));
  }
  return replies;
}

/** Size and transmission flags, as NBD_OPT_EXPORT_NAME and NBD_INFO_EXPORT tell them. */
export function exportInfo(disk: NbdExport, structured: boolean): Buffer {
  const { HAS_FLAGS, READ_ONLY, SEND_FLUSH, SEND_FUA, SEND_TRIM, SEND_WRITE_ZEROES, SEND_DF, CAN_MULTI_CONN } =
    EXPORT_FLAG;
  const common = HAS_FLAGS | CAN_MULTI_CONN | (structured ? SEND_DF : 0);
  const flags = common | (disk.readOnly ? READ_ONLY : SEND_FLUSH | SEND_FUA | SEND_TRIM | SEND_WRITE_ZEROES);
  const info = Buffer.alloc(10);
  info.writeBigUInt64BE(BigInt(disk.size));
  info.writeUInt16BE(flags, 8);
  return info;
}

/** NBD_REP_META_CONTEXT. */
export function contextReply(option: number, id: number): Buffer {
  return optionReply(option, OPTION_REPLY.META_CONTEXT, Buffer.concat([uint32(id), Buffer.from(ALLOCATION.name)]));
}

/** Whether the context is listed: all are when nothing is asked for, and `base:` stands for all of that namespace. */
export function listsAllocation({ queries }: ContextRequest): boolean {
  return queries.length === 0 || queries.includes('base:') || selectsAllocation({ queries });
}

/** Whether the context is selected, which takes its whole name. */
export function selectsAllocation({ queries }: Pick<ContextRequest, 'queries'>): boolean {
  return queries.includes(ALLOCATION.name);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
