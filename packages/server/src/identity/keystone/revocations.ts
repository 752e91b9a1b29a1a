import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { KeystoneToken } from './keystone-token.ts';

const EVENTS = Compile(Type.Object({ events: Type.Array(Type.Record(Type.String(), Type.Unknown())) }));

/**
 * What Keystone revoked of late. An event names what it is about, such as `{"audit_id": …}` for one token or
 * `{"user_id": …}` for all of a user's: https://docs.openstack.org/api-ref/identity/v3-ext/#os-revoke
 */
export interface Revocations {
  /**
   * Takes the body of Keystone's list, whole; events that are not in it any more are forgotten.
   *
   * @param now milliseconds since the epoch.
   * @returns whether it is such a list.
   */
  learn(body: unknown, now: number): boolean;
  /**
   * Whether an event that was learned at `askedAt` or later may be about this token. Yes costs one more question to
   * Keystone, so whatever an event says beside ids is not looked at.
   */
  concern(token: KeystoneToken, askedAt: number): boolean;
}

interface Learned {
  /** The event as it came, to know it again. */
  readonly key: string;
  /** The ids that it names; a token is meant when it mentions all of them. */
  readonly ids: readonly string[];
  readonly at: number;
}

/** Stands for the ids of an event that names none, and is about everybody. */
const EVERYBODY = '';

export function createRevocations(): Revocations {
  /** By the first id of each, so that a token is compared with the events of its own ids only. */
  let learned = new Map<string, Learned[]>();
  return {
    learn: (body, now) => {
      if (!EVENTS.Check(body)) return false;
      const before = learned;
      learned = new Map();
      for (const event of body.events) {
        const key = JSON.stringify(event);
        const ids = idsOf(event);
        const [first = EVERYBODY] = ids;
        const known = before.get(first)?.find((one) => one.key === key);
        const entries = learned.get(first) ?? [];
        entries.push(known ?? { key, ids, at: now });
        learned.set(first, entries);
      }
      return true;
    },
    concern: ({ mentions }, askedAt) => {
      for (const first of [EVERYBODY, ...mentions]) {
        const events = learned.get(first) ?? [];
        if (events.some(({ ids, at }) => at >= askedAt && ids.every((id) => mentions.has(id)))) return true;
      }
      return false;
    },
  };
}

function idsOf(event: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(event).flatMap(([name, value]) =>
    name.endsWith('_id') && typeof value === 'string' ? [value] : [],
  );
}
