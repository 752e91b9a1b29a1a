import { IngotError } from '../kernel/errors.ts';
import {
  ENTRY_BYTES,
  ENTRY_LIMIT,
  type Entry,
  type EntryKind,
  type NamespaceEntries,
  type NewEntries,
  type NewEntry,
} from './entry.ts';
import type { MetadefReader, MetadefTransaction } from './metadef-store.ts';

/** How each kind is called in sentences. */
export const KIND_NAMES: Readonly<Record<EntryKind, string>> = {
  property: 'Property',
  object: 'Object',
  tag: 'Tag',
  association: 'Resource type association',
};

/** The most resource types that are known at a time. */
const RESOURCE_TYPE_LIMIT = 1000;

/** Everything in a namespace; a namespace is bounded, so this is. */
export async function allEntries(reader: MetadefReader, namespace: string): Promise<NamespaceEntries> {
  const all = async <Kind extends EntryKind>(kind: Kind): Promise<readonly Entry<Kind>[]> => {
    const sort = { field: 'name', direction: 'asc' } as const;
    return (await reader.entryList(namespace, kind, { sort, limit: ENTRY_LIMIT })).items;
  };
  return {
    property: await all('property'),
    object: await all('object'),
    tag: await all('tag'),
    association: await all('association'),
  };
}

/** Puts entries of several kinds into a namespace. @param now milliseconds since the epoch. */
export async function insertEntries(
  tx: MetadefTransaction,
  namespace: string,
  entries: NewEntries,
  now: number,
): Promise<void> {
  await insertAll(tx, namespace, 'property', entries.property ?? [], now);
  await insertAll(tx, namespace, 'object', entries.object ?? [], now);
  await insertAll(tx, namespace, 'tag', entries.tag ?? [], now);
  await insertAll(tx, namespace, 'association', entries.association ?? [], now);
}

/** Puts entries of one kind into a namespace. @throws IngotError `conflict` when a name is taken, `too-large` when full. */
export async function insertAll<Kind extends EntryKind>(
  tx: MetadefTransaction,
  namespace: string,
  kind: Kind,
  entries: readonly NewEntry<Kind>[],
  now: number,
): Promise<readonly Entry<Kind>[]> {
  if (entries.length === 0) return [];
  await requireRoom(tx, namespace, kind, entries.length);
  const inserted: Entry<Kind>[] = [];
  for (const entry of entries) inserted.push(await insertOne(tx, namespace, kind, entry, now));
  return inserted;
}

/** Puts an entry into a namespace that has room for it. */
export async function insertOne<Kind extends EntryKind>(
  tx: MetadefTransaction,
  namespace: string,
  kind: Kind,
  { name, body }: NewEntry<Kind>,
  now: number,
): Promise<Entry<Kind>> {
  const entry: Entry<Kind> = { name, body, createdAt: now, updatedAt: now };
  requireSize(kind, entry);
  if (!(await tx.entryInsert(namespace, kind, entry))) throw nameTaken(namespace, kind, name);
  if (kind === 'association') await knowResourceType(tx, name, now);
  return entry;
}

/** @throws IngotError `too-large` when a namespace cannot take `more` entries of a kind. */
export async function requireRoom(
  reader: MetadefReader,
  namespace: string,
  kind: EntryKind,
  more: number,
): Promise<void> {
  if ((await reader.entryCount(namespace, kind)) + more <= ENTRY_LIMIT) return;
  throw new IngotError('too-large', `A namespace holds at most ${ENTRY_LIMIT} entries of each kind.`);
}

async function knowResourceType(tx: MetadefTransaction, name: string, now: number): Promise<void> {
  const known = await tx.resourceTypeList();
  if (known.some((resourceType) => resourceType.name === name)) return;
  if (known.length >= RESOURCE_TYPE_LIMIT) {
    throw new IngotError('too-large', `There are at most ${RESOURCE_TYPE_LIMIT} resource types.`);
  }
  await tx.resourceTypeInsert({ name, createdAt: now });
}

export function requireSize<Kind extends EntryKind>(kind: Kind, { name, body }: NewEntry<Kind>): void {
  if (Buffer.byteLength(JSON.stringify(body)) <= ENTRY_BYTES) return;
  throw new IngotError('too-large', `${KIND_NAMES[kind]} ${name} is larger than ${ENTRY_BYTES} bytes.`);
}

export function nameTaken(namespace: string, kind: EntryKind, name: string): IngotError {
  return new IngotError('conflict', `${KIND_NAMES[kind]} ${name} exists already in namespace ${namespace}.`);
}
