import type { RequestTarget } from '../../kernel/caller.ts';

/** One thing that an application credential may be used for. */
export interface AccessRule {
  /** Type of the service, such as `image`. */
  readonly service: string;
  readonly method: string;
  /** `*` and `{name}` stand for characters of one segment, `**` for any characters. */
  readonly path: string;
}

/** What access rules call this service. */
const SERVICE = 'image';

/**
 * Whether one of the rules allows this request. Paths are compared as they were sent, so one that is spelled in an
 * unusual way is refused rather than let through.
 *
 * https://docs.openstack.org/keystone/latest/user/application_credentials.html#access-rules
 */
export function isAllowed(rules: readonly AccessRule[], { method, path }: RequestTarget): boolean {
  return rules.some((rule) => rule.service === SERVICE && rule.method === method && pathMatches(rule.path, path));
}

/** `**`, `*`, `{name}`, or one character that stands for itself. */
const PARTS = /\*\*|\*|\{[^}]*\}|[^]/gu;

/**
 * Walks all ways through the pattern at once, which takes time in proportion to both lengths: users write the rules, and
 * a backtracking regular expression made of them could hold everybody up.
 */
function pathMatches(pattern: string, path: string): boolean {
  const parts = pattern.match(PARTS) ?? [];
  let reached = passingOver(parts, new Set([0]));
  for (const character of path) {
    const next = new Set<number>();
    for (const index of reached) {
      const part = parts[index];
      if (part === undefined) continue;
      if (part === '**') next.add(index);
      else if (part === '*' || part.length > 1) {
        if (character !== '/') next.add(index).add(index + 1);
      } else if (part === character) next.add(index + 1);
    }
    reached = passingOver(parts, next);
  }
  return reached.has(parts.length);
}

/** `**` may stand for nothing, so what comes after it is reached as well. */
function passingOver(parts: readonly string[], reached: Set<number>): Set<number> {
  for (const index of reached) if (parts[index] === '**') reached.add(index + 1);
  return reached;
}
