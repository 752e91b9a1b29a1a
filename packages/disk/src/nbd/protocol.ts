/**
 * The numbers of the NBD protocol, under its own names without their prefixes:
 * https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md, "Values".
 */

/** The first bytes of what either side says; 64 bits during the handshake, 32 afterwards. */
export const MAGIC = {
  INIT: 0x4e42444d41474943n,
  OPTION: 0x49484156454f5054n,
  OPTION_REPLY: 0x0003e889045565a9n,
  REQUEST: 0x25609513,
  SIMPLE_REPLY: 0x67446698,
  STRUCTURED_REPLY: 0x668e33ef,
} as const;

/** NBD_FLAG_FIXED_NEWSTYLE and NBD_FLAG_NO_ZEROES; the client answers with the same bits. */
export const HANDSHAKE_FLAG = { FIXED_NEWSTYLE: 1, NO_ZEROES: 2 } as const;

/** NBD_OPT_… */
export const OPTION = {
  EXPORT_NAME: 1,
  ABORT: 2,
  LIST: 3,
  STARTTLS: 5,
  INFO: 6,
  GO: 7,
  STRUCTURED_REPLY: 8,
  LIST_META_CONTEXT: 9,
  SET_META_CONTEXT: 10,
} as const;

/** NBD_REP_… */
export const OPTION_REPLY = { ACK: 1, SERVER: 2, INFO: 3, META_CONTEXT: 4 } as const;

/** NBD_REP_ERR_… */
export const OPTION_ERROR = {
  UNSUP: 0x80000001,
  POLICY: 0x80000002,
  INVALID: 0x80000003,
  TLS_REQD: 0x80000005,
  UNKNOWN: 0x80000006,
  SHUTDOWN: 0x80000007,
  TOO_BIG: 0x80000009,
} as const;
export type OptionErrorCode = (typeof OPTION_ERROR)[keyof typeof OPTION_ERROR];

/** NBD_INFO_… */
export const INFO = { EXPORT: 0, NAME: 1, BLOCK_SIZE: 3 } as const;

/** NBD_FLAG_… of the transmission phase. */
export const EXPORT_FLAG = {
  HAS_FLAGS: 1 << 0,
  READ_ONLY: 1 << 1,
  SEND_FLUSH: 1 << 2,
  SEND_FUA: 1 << 3,
  SEND_TRIM: 1 << 5,
  SEND_WRITE_ZEROES: 1 << 6,
  SEND_DF: 1 << 7,
  CAN_MULTI_CONN: 1 << 8,
} as const;

/** NBD_CMD_… */
export const COMMAND = {
  READ: 0,
  WRITE: 1,
  DISC: 2,
  FLUSH: 3,
  TRIM: 4,
  WRITE_ZEROES: 6,
  BLOCK_STATUS: 7,
} as const;

/** NBD_CMD_FLAG_… */
export const COMMAND_FLAG = { FUA: 1 << 0, NO_HOLE: 1 << 1, DF: 1 << 2, REQ_ONE: 1 << 3 } as const;

/** NBD_REPLY_FLAG_DONE: the last chunk of a structured reply. */
export const REPLY_DONE = 1;

/** NBD_REPLY_TYPE_… */
export const REPLY_TYPE = { NONE: 0, OFFSET_DATA: 1, BLOCK_STATUS: 5, ERROR: 0x8001 } as const;

/** NBD_STATE_HOLE and NBD_STATE_ZERO of `base:allocation`. */
export const STATE = { HOLE: 1, ZERO: 2 } as const;

/** NBD_E… */
export const ERRNO = { EPERM: 1, EIO: 5, EINVAL: 22, ENOSPC: 28, ESHUTDOWN: 108 } as const;
export type Errno = (typeof ERRNO)[keyof typeof ERRNO];

/** Longest string, in bytes ("Values", "Strings"). */
export const MAX_STRING = 4096;

/** Bytes of data in one request or reply, at most: what a client may take for granted ("Size constraints"). */
export const MAX_PAYLOAD = 32 * 1024 * 1024;

export const REQUEST_LENGTH = 28;
