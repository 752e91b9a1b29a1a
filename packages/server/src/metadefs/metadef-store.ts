import type { ProjectId } from '../kernel/ids.ts';
import type { Entry, EntryKind } from './entry.ts';
import type { EntryQuery, MetadefPage, NamespaceQuery } from './metadef-query.ts';
import type { Namespace, ResourceType } from './namespace.ts';

/** Where the metadata catalog is kept. Rules are not its business. */
export interface MetadefStore extends MetadefReader {
  /** All of `work` or nothing; an error thrown inside takes everything back. */
  transaction<Result>(work: (tx: MetadefTransaction) => Promise<Result>): Promise<Result>;
}

export interface MetadefReader {
  namespaceFind(name: string): Promise<Namespace | null>;
  /** Empty when the marker is not there. */
  namespaceList(scope: NamespaceScope, query: NamespaceQuery): Promise<MetadefPage<Namespace>>;
  entryFind<Kind extends EntryKind>(namespace: string, kind: Kind, name: string): Promise<Entry<Kind> | null>;
  /** Empty when the marker is not there. */
  entryList<Kind extends EntryKind>(
    namespace: string,
    kind: Kind,
    query: EntryQuery,
  ): Promise<MetadefPage<Entry<Kind>>>;
  /** The associations of several namespaces by namespace, each in order of name; namespaces without any are left out. */
  associationsOf(namespaces: readonly string[]): Promise<ReadonlyMap<string, readonly Entry<'association'>[]>>;
  entryCount(namespace: string, kind: EntryKind): Promise<number>;
  /** In order of name. */
  resourceTypeList(): Promise<readonly ResourceType[]>;
}

/** Which namespaces a list is drawn from. `project`: public ones, and those that it owns. */
export type NamespaceScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'project'; readonly project: ProjectId | null };

/** What can be done within one transaction. Never wait for anything else inside. */
export interface MetadefTransaction extends MetadefReader {
  /** False when the name is taken. */
  namespaceInsert(namespace: Namespace): Promise<boolean>;
  /** Replaces the namespace `name`, and gives it another name where that differs. False when that name is taken. */
  namespaceWrite(name: string, namespace: Namespace): Promise<boolean>;
  /** With everything in it. */
  namespaceDelete(name: string): Promise<void>;

  /** False when the name is taken. */
  entryInsert<Kind extends EntryKind>(namespace: string, kind: Kind, entry: Entry<Kind>): Promise<boolean>;
  /** Replaces the entry `name`, and gives it another name where that differs. False when that name is taken. */
  entryWrite<Kind extends EntryKind>(namespace: string, kind: Kind, name: string, entry: Entry<Kind>): Promise<boolean>;
  entryDelete(namespace: string, kind: EntryKind, name: string): Promise<void>;
  entryDeleteAll(namespace: string, kind: EntryKind): Promise<void>;

  /** Nothing happens when it is known. */
  resourceTypeInsert(resourceType: ResourceType): Promise<void>;

  /** The digest of the built-in definition that was loaded under this name; null when none ever was. */
  builtInFind(name: string): Promise<string | null>;
  builtInWrite(name: string, digest: string): Promise<void>;
}
