import type { TFunction } from 'i18next';
import type { AuditEntry } from './audit-queries.ts';
import { en } from './en.ts';

type Key = Extract<keyof typeof en, `audit.${'type' | 'did'}.${string}`>;

function isKnown(key: string): key is Key {
  return Object.hasOwn(en, key);
}

/** What was done, in words, with what the route says where there are none for it. */
export function auditTitle(t: TFunction, entry: AuditEntry): string {
  const title = words(t, entry);
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function words(t: TFunction, entry: AuditEntry): string {
  const { method, resourceType, route, action } = entry;
  if (route.endsWith('/auth/tokens') || route.endsWith('/session')) {
    return t(method === 'DELETE' ? 'audit.verb.signOut' : 'audit.verb.signIn');
  }
  if (route.endsWith('/session/project')) return t('audit.verb.switch');
  const type = named(t, 'type', resourceType);
  const did = action ?? tailOf(route);
  const detail = did === null ? null : named(t, 'did', did);
  if (detail !== null && method !== 'DELETE') return `${type}: ${detail}`;
  const whole = detail === null ? type : `${type}: ${detail}`;
  return `${verb(t, entry)}: ${whole}`;
}

/** What there are no words for is called as the route has it. */
function named(t: TFunction, what: 'type' | 'did', name: string): string {
  const key = `audit.${what}.${name}`;
  return isKnown(key) ? t(key) : name;
}

function verb(t: TFunction, { method }: AuditEntry): string {
  if (method === 'DELETE') return t('audit.verb.delete');
  return t(method === 'POST' ? 'audit.verb.create' : 'audit.verb.change');
}

/** What of the thing: `members`, `actions/deactivate`; null for the thing itself. */
function tailOf(route: string): string | null {
  const [, tail] = /\/:(?!project_id\/(?:volumes|snapshots))[^/]+\/(.+)$/.exec(route) ?? [];
  return tail?.replaceAll(/\/?:[^/]+/g, '') ?? null;
}
