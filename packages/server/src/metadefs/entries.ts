import type { Caller } from '../kernel/caller.ts';
import type { Clock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';
import type { Entry, EntryKind } from './entry.ts';
import { insertAll, insertOne, KIND_NAMES, nameTaken, requireRoom, requireSize } from './entry-writes.ts';
import { changeableBy, requireUnprotected, visibleTo } from './metadef-policy.ts';
import type { MetadefReader, MetadefStore, MetadefTransaction } from './metadef-store.ts';
import type { EntryOperations } from './metadefs.ts';
import type { Namespace } from './namespace.ts';

export interface MetadefParts {
  readonly store: MetadefStore;
  readonly clock: Clock;
}

export function createEntryOperations({ store, clock }: MetadefParts): EntryOperations {
  const see = async (caller: Caller, namespace: string): Promise<Namespace> =>
    visibleTo(caller, namespace, await store.namespaceFind(namespace));

  /** One transaction that changes what is in a namespace; a built-in one is the administrator's from then on. */
  const change = <Result>(
    caller: Caller,
    name: string,
    work: (tx: MetadefTransaction, namespace: Namespace, now: number) => Promise<Result>,
  ): Promise<Result> =>
    store.transaction(async (tx) => {
      const namespace = changeableBy(caller, name, await tx.namespaceFind(name));
      const result = await work(tx, namespace, clock.now());
      if (namespace.origin === 'built-in') await tx.namespaceWrite(name, { ...namespace, origin: 'custom' });
      return result;
    });

  return {
    entryList: async (caller, namespace, kind, query) => {
      await see(caller, namespace);
      if (query.marker !== undefined) await existing(store, namespace, kind, query.marker);
      return store.entryList(namespace, kind, query);
    },

    entryGet: async (caller, namespace, kind, name) => {
      await see(caller, namespace);
      return existing(store, namespace, kind, name);
    },

    entryCreate: (caller, namespace, kind, entry) =>
      change(caller, namespace, async (tx, _found, now) => {
        await requireRoom(tx, namespace, kind, 1);
        return insertOne(tx, namespace, kind, entry, now);
      }),

    entryCreateAll: (caller, namespace, kind, entries, mode) =>
      change(caller, namespace, async (tx, _found, now) => {
        if (mode === 'replace') await tx.entryDeleteAll(namespace, kind);
        return insertAll(tx, namespace, kind, entries, now);
      }),

    entryUpdate: (caller, namespace, kind, name, { name: newName, body }) =>
      change(caller, namespace, async (tx, _found, now) => {
        const before = await existing(tx, namespace, kind, name);
        const entry = { ...before, name: newName, body, updatedAt: now };
        requireSize(kind, entry);
        if (!(await tx.entryWrite(namespace, kind, name, entry))) throw nameTaken(namespace, kind, newName);
        return entry;
      }),

    entryDelete: (caller, namespace, kind, name) =>
      change(caller, namespace, async (tx, found) => {
        await existing(tx, namespace, kind, name);
        requireUnprotected(found);
        await tx.entryDelete(namespace, kind, name);
      }),

    entryDeleteAll: (caller, namespace, kind) =>
      change(caller, namespace, async (tx, found) => {
        requireUnprotected(found);
        await tx.entryDeleteAll(namespace, kind);
      }),

    propertyOn: async (caller, namespace, resourceType, name) => {
      await see(caller, namespace);
      const { body } = await existing(store, namespace, 'association', resourceType);
      const prefix = body.prefix ?? '';
      if (!name.startsWith(prefix)) {
        throw new IngotError(
          'not-found',
          `Property ${name} does not start with ${prefix}, the prefix of namespace ${namespace} on ${resourceType}.`,
        );
      }
      return existing(store, namespace, 'property', name.slice(prefix.length));
    },
  };
}

async function existing<Kind extends EntryKind>(
  reader: MetadefReader,
  namespace: string,
  kind: Kind,
  name: string,
): Promise<Entry<Kind>> {
  const entry = await reader.entryFind(namespace, kind, name);
  if (entry) return entry;
  throw new IngotError('not-found', `${KIND_NAMES[kind]} ${name} was not found in namespace ${namespace}.`);
}
