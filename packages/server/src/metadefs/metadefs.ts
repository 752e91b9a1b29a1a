import type { Caller } from '../kernel/caller.ts';
import type { Entry, EntryKind, NewEntries, NewEntry } from './entry.ts';
import type { EntryQuery, MetadefPage, NamespaceQuery } from './metadef-query.ts';
import type { Namespace, NamespaceContents, NamespaceSettings, ResourceType } from './namespace.ts';

/**
 * Everything that can be done with the metadata catalog. Each operation decides by its `Caller` and fails with an
 * `IngotError`: `not-found` where the caller may not know of the namespace, `forbidden` where he may not change it or it
 * is protected, `conflict` where a name is taken, `too-large` where a namespace is full.
 */
export interface Metadefs extends NamespaceOperations, EntryOperations {}

export interface NamespaceOperations {
  namespaceList(caller: Caller, query: NamespaceQuery): Promise<MetadefPage<ListedNamespace>>;
  namespaceGet(caller: Caller, name: string): Promise<NamespaceContents>;
  /** The namespace and what is in it, or nothing. */
  namespaceCreate(caller: Caller, settings: NamespaceSettings, entries: NewEntries): Promise<NamespaceContents>;
  /** Replaces the settings, not what the namespace holds; may rename it. */
  namespaceUpdate(caller: Caller, name: string, settings: NamespaceSettings): Promise<ListedNamespace>;
  /** With everything in it. */
  namespaceDelete(caller: Caller, name: string): Promise<void>;
  /** Every resource type that is known, in order of name. */
  resourceTypeList(caller: Caller): Promise<readonly ResourceType[]>;
}

/** What a namespace holds; the rules are the same for every kind. */
export interface EntryOperations {
  entryList<Kind extends EntryKind>(
    caller: Caller,
    namespace: string,
    kind: Kind,
    query: EntryQuery,
  ): Promise<MetadefPage<Entry<Kind>>>;
  entryGet<Kind extends EntryKind>(caller: Caller, namespace: string, kind: Kind, name: string): Promise<Entry<Kind>>;
  /** An association with a resource type that is not known yet makes it known. */
  entryCreate<Kind extends EntryKind>(
    caller: Caller,
    namespace: string,
    kind: Kind,
    entry: NewEntry<Kind>,
  ): Promise<Entry<Kind>>;
  /** Adds several at once, or with `replace` makes them the only ones. */
  entryCreateAll<Kind extends EntryKind>(
    caller: Caller,
    namespace: string,
    kind: Kind,
    entries: readonly NewEntry<Kind>[],
    mode: 'append' | 'replace',
  ): Promise<readonly Entry<Kind>[]>;
  /** Replaces the whole entry; may rename it. */
  entryUpdate<Kind extends EntryKind>(
    caller: Caller,
    namespace: string,
    kind: Kind,
    name: string,
    entry: NewEntry<Kind>,
  ): Promise<Entry<Kind>>;
  entryDelete(caller: Caller, namespace: string, kind: EntryKind, name: string): Promise<void>;
  entryDeleteAll(caller: Caller, namespace: string, kind: EntryKind): Promise<void>;
  /** The property that is called `name` on resources of this type, that is, with the prefix of the association. */
  propertyOn(caller: Caller, namespace: string, resourceType: string, name: string): Promise<Entry<'property'>>;
}

export interface ListedNamespace {
  readonly namespace: Namespace;
  readonly associations: readonly Entry<'association'>[];
}
