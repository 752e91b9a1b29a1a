import type { HttpAnswer } from './http-answer.ts';

/** The service said no. `message` is its sentence. */
export class RefusedError extends Error {
  /** Of HTTP. */
  readonly status: number;
  /** Ingot's word for it, such as `quota-exceeded`; null where the dialect has none. */
  readonly code: string | null;
  /** The rule that was broken, `CAPITALS_LIKE_THESE`; null where the service names none. */
  readonly reason: string | null;
  /** By which the log of the service names the request; null when it gave none. */
  readonly requestId: string | null;

  constructor(status: number, details: RefusalDetails) {
    super(details.message);
    this.name = 'RefusedError';
    this.status = status;
    this.code = details.code;
    this.reason = details.reason ?? null;
    this.requestId = details.requestId;
  }
}

interface RefusalDetails {
  readonly message: string;
  readonly code: string | null;
  readonly reason?: string | null;
  readonly requestId: string | null;
}

/** No answer came, or one that broke off. `cause` says what happened to the connection. */
export class UnreachableError extends Error {
  readonly url: string;

  constructor(url: string, cause: unknown) {
    super(`No answer from ${URL.parse(url)?.origin ?? url}: ${reasonOf(cause)}`, { cause });
    this.name = 'UnreachableError';
    this.url = url;
  }
}

/** `fetch` fails with "fetch failed" and hides the reason in a chain of causes; the innermost is the one that helps. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return reasonOf(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error.message;
}

/** Reads the refusal out of an answer, in any dialect of the service. */
export async function refusalOf(response: HttpAnswer): Promise<RefusedError> {
  return refusal(response.status, await response.text(), response.headers.get('x-openstack-request-id'));
}

/**
 * The three forms of a refusal: `{"error": {"code", "message"}}` of our own API and of the Identity API, `{"message"}`
 * of the Image API, `{"badRequest": {"message"}}` of the Block Storage API. What is none of them (a proxy's page) is
 * told by its status.
 */
export function refusal(status: number, text: string, requestId: string | null): RefusedError {
  const body = parsed(text);
  const inner = isObject(body) ? ([body, ...Object.values(body)].filter(isObject).find(hasMessage) ?? null) : null;
  return new RefusedError(status, {
    message: inner?.message ?? `The service answered with status ${status}.`,
    code: typeof inner?.['code'] === 'string' && /^[a-z-]+$/.test(inner['code']) ? inner['code'] : null,
    reason: typeof inner?.['reason'] === 'string' && /^[A-Z\d_]+$/.test(inner['reason']) ? inner['reason'] : null,
    requestId,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function hasMessage(value: JsonObject): value is JsonObject & { readonly message: string } {
  return typeof value['message'] === 'string';
}
