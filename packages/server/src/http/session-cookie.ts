import type { FastifyRequest } from 'fastify';

/**
 * The token of a browser's session, where no script can read it. `SameSite=Strict` keeps other sites from using it; that
 * leaves the neighbours under the same domain, who are told apart by what the browser says about where a request comes
 * from (Fetch Metadata, `Sec-Fetch-Site`).
 */
const NAME = 'ingot_session';
/** What a token is made of, the embedded identity's and Keystone's alike. */
const TOKEN = /^[\w.=-]{1,2048}$/;

/** @returns the token in the cookie, unless it was sent by a page of somebody else's. */
export function sessionTokenOf({ headers, method }: Pick<FastifyRequest, 'headers' | 'method'>): string | null {
  const value = cookieOf(headers.cookie ?? '');
  if (value === null || !TOKEN.test(value)) return null;
  const site = headers['sec-fetch-site'];
  const reads = method === 'GET' || method === 'HEAD';
  // An address that somebody typed, or a link that he kept, comes from nowhere.
  const isOurs = site === 'same-origin' || (reads && (site === 'none' || site === undefined));
  return isOurs ? value : null;
}

/** The header that has a browser keep the token. @param lifetime in milliseconds; 0 forgets it. */
export function sessionCookie(token: string, lifetime: number, isSecure: boolean): string {
  const age = Math.max(0, Math.floor(lifetime / 1000));
  return `${NAME}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${isSecure ? '; Secure' : ''}`;
}

function cookieOf(header: string): string | null {
  for (const pair of header.split(';')) {
    const [name, value = ''] = pair.trim().split('=', 2);
    if (name === NAME) return value;
  }
  return null;
}
