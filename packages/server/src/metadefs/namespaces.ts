import { IngotError } from '../kernel/errors.ts';
import type { MetadefParts } from './entries.ts';
import { allEntries, insertEntries } from './entry-writes.ts';
import { changeableBy, requireAdmin, requireReader, requireUnprotected, scopeOf, visibleTo } from './metadef-policy.ts';
import type { MetadefReader } from './metadef-store.ts';
import type { ListedNamespace, NamespaceOperations } from './metadefs.ts';
import type { Namespace, NamespaceSettings } from './namespace.ts';

export function createNamespaceOperations({ store, clock }: MetadefParts): NamespaceOperations {
  return {
    namespaceList: async (caller, query) => {
      requireReader(caller);
      if (query.marker !== undefined) visibleTo(caller, query.marker, await store.namespaceFind(query.marker));
      const { items, more } = await store.namespaceList(scopeOf(caller), query);
      return { items: await withAssociations(store, items), more };
    },

    namespaceGet: async (caller, name) => {
      const namespace = visibleTo(caller, name, await store.namespaceFind(name));
      return { namespace, entries: await allEntries(store, name) };
    },

    namespaceCreate: async (caller, settings, entries) => {
      requireAdmin(caller);
      const now = clock.now();
      const namespace: Namespace = {
        ...settingsOf(settings),
        ownerId: settings.ownerId ?? caller.projectId,
        origin: 'custom',
        createdAt: now,
        updatedAt: now,
      };
      return await store.transaction(async (tx) => {
        if (!(await tx.namespaceInsert(namespace))) throw nameTaken(namespace.name);
        await insertEntries(tx, namespace.name, entries, now);
        return { namespace, entries: await allEntries(tx, namespace.name) };
      });
    },

    namespaceUpdate: (caller, name, settings) =>
      store.transaction(async (tx) => {
        const before = changeableBy(caller, name, await tx.namespaceFind(name));
        const namespace: Namespace = {
          ...before,
          ...settingsOf(settings),
          ownerId: settings.ownerId ?? before.ownerId,
          origin: 'custom',
          updatedAt: clock.now(),
        };
        if (!(await tx.namespaceWrite(name, namespace))) throw nameTaken(namespace.name);
        const associations = await tx.associationsOf([namespace.name]);
        return { namespace, associations: associations.get(namespace.name) ?? [] };
      }),

    namespaceDelete: (caller, name) =>
      store.transaction(async (tx) => {
        requireUnprotected(changeableBy(caller, name, await tx.namespaceFind(name)));
        await tx.namespaceDelete(name);
      }),

    resourceTypeList: async (caller) => {
      requireReader(caller);
      return store.resourceTypeList();
    },
  };
}

type Settings = Pick<Namespace, 'name' | 'displayName' | 'description' | 'visibility' | 'protected'>;

function settingsOf(settings: NamespaceSettings): Settings {
  return {
    name: settings.name,
    displayName: settings.displayName ?? null,
    description: settings.description ?? null,
    visibility: settings.visibility ?? 'private',
    protected: settings.protected ?? false,
  };
}

async function withAssociations(reader: MetadefReader, namespaces: readonly Namespace[]): Promise<ListedNamespace[]> {
  const associations = await reader.associationsOf(namespaces.map(({ name }) => name));
  return namespaces.map((namespace) => ({ namespace, associations: associations.get(namespace.name) ?? [] }));
}

function nameTaken(name: string): IngotError {
  return new IngotError('conflict', `A metadata definition namespace ${name} exists already.`);
}
