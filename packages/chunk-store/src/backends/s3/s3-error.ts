import { ChunkStoreError, type ChunkStoreErrorCode } from '../../errors.ts';

/** What somebody has to put right before the store can be used at all. */
export type S3RefusalReason =
  /** Access key or secret key are not known there. */
  | 'credentials'
  /** The key may not do what is needed. */
  | 'rights'
  /** There is no such bucket. */
  | 'bucket'
  /** The bucket is in another region, or signatures are to name another one. */
  | 'region'
  /** The server's certificate is not trusted, or it speaks no TLS. */
  | 'certificate'
  /** What answers is no S3 store. */
  | 'endpoint';

/** A failure that no waiting mends. */
export class S3Refusal extends ChunkStoreError {
  readonly reason: S3RefusalReason;

  constructor(reason: S3RefusalReason, message: string, cause: unknown) {
    super('io', message, cause);
    this.name = 'S3Refusal';
    this.reason = reason;
  }
}

/** By the code in the answer, or by Node's code of a connection that failed. */
const REASONS: Readonly<Record<string, S3RefusalReason>> = {
  InvalidAccessKeyId: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  InvalidToken: 'credentials',
  ExpiredToken: 'credentials',
  CredentialsProviderError: 'credentials',
  AccessDenied: 'rights',
  AccountProblem: 'rights',
  Forbidden: 'rights',
  NoSuchBucket: 'bucket',
  InvalidBucketName: 'bucket',
  AuthorizationHeaderMalformed: 'region',
  PermanentRedirect: 'region',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  ERR_SSL_WRONG_VERSION_NUMBER: 'certificate',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'certificate',
  EPROTO: 'certificate',
};

const REASON_OF_STATUS: Readonly<Record<number, S3RefusalReason>> = {
  301: 'region',
  401: 'credentials',
  403: 'rights',
  404: 'endpoint',
  405: 'endpoint',
};

const CODES: Readonly<Record<string, ChunkStoreErrorCode>> = {
  NoSuchKey: 'missing',
  InvalidRange: 'corrupt',
  QuotaExceeded: 'storage-full',
  InsufficientStorage: 'storage-full',
  XMinioStorageFull: 'storage-full',
};

/** Failures of a name service, a network or a server that pass by themselves, or so one hopes. */
const PASSING = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
  'BadDigest',
  'IncompleteBody',
  'OperationAborted',
  'RequestTimeTooSkewed',
  'RequestTimeout',
  'SlowDown',
  'TimeoutError',
  'XAmzContentSHA256Mismatch',
]);

/** Whether the same request may succeed later. A body that was spoilt on its way is sent again as well. */
export function passes(error: unknown): boolean {
  if (error instanceof ChunkStoreError || storeCode(error) !== undefined) return false;
  const status = statusOf(error);
  return codesOf(error).some((code) => PASSING.has(code)) || status === 408 || status === 429 || status >= 500;
}

/** Whether the store answered with this code of its own. */
export function isAnswer(error: unknown, code: string): boolean {
  return codesOf(error).includes(code);
}

/** Whether an answer without a body, as a HEAD gets one, says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** The store's error for one of the client's; one of the store's own is left as it is. @param what failed. */
export function s3Error(error: unknown, what: string): ChunkStoreError {
  if (error instanceof ChunkStoreError) return error;
  const code = storeCode(error);
  if (code !== undefined) return new ChunkStoreError(code, what, error);
  if (passes(error)) return new ChunkStoreError('unavailable', `${what}: the S3 store cannot be reached now`, error);
  const named = codesOf(error).find((name) => Object.hasOwn(REASONS, name));
  const reason = named === undefined ? REASON_OF_STATUS[statusOf(error)] : REASONS[named];
  if (reason !== undefined) return new S3Refusal(reason, `${what}: the S3 store refuses (${reason})`, error);
  return new ChunkStoreError('io', what, error);
}

function storeCode(error: unknown): ChunkStoreErrorCode | undefined {
  const named = codesOf(error).find((name) => Object.hasOwn(CODES, name));
  if (named !== undefined) return CODES[named];
  return statusOf(error) === 507 ? 'storage-full' : undefined;
}

/** The client names the code of an answer as the error's name, and leaves Node's own as they are. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return 'code' in error && typeof error.code === 'string' ? [error.name, error.code] : [error.name];
}

/** Of the answer; 0 when there was none. */
function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !('$metadata' in error)) return 0;
  const metadata: unknown = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return 0;
  return Number(metadata.httpStatusCode ?? 0);
}
