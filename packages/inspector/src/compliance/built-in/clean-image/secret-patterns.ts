/** How secrets look, as patterns of rules; the tests have an example of each. */

/** RFC 7468 headings of private keys, encrypted ones included, those of OpenSSH, PGP and PuTTY, and a key of WireGuard. */
export const PRIVATE_KEY =
  '-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|^PuTTY-User-Key-File-\\d|^\\s*PrivateKey\\s*=\\s*[A-Za-z0-9+/]{42}';

/**
 * Values of keys and tokens in the files where programs keep them: by how they are marked (AWS, GitHub, GitLab, Slack,
 * npm, JWT, PyPI), or by the name that they are given. For use without case.
 */
export const ACCESS_TOKEN = [
  '\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b',
  '\\bgh[pousr]_[A-Za-z0-9]{20,}',
  '\\bglpat-[\\w-]{20,}',
  '\\bxox[abprs]-[\\w-]{10,}',
  '\\bnpm_[A-Za-z0-9]{20,}',
  '\\bpypi-[\\w-]{20,}',
  '\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}',
  '\\bhvs\\.[\\w-]{20,}',
  '(?:password|passwd|secret|secret_access_key|_authToken|token|client-key-data|oauth_token|"auth")"?\\s*[=: ]\\s*["\']?[^\\s"\'{}$]{6,}',
  '://[^/\\s:@]+:[^/\\s:@]+@',
].join('|');

/** A line of a password file of PostgreSQL: host, port, database, user, password. */
export const PGPASS_LINE = '^[^#:\\n]+:[^:\\n]+:[^:\\n]+:[^:\\n]+:\\S';
