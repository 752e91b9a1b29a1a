import { createHash } from 'node:crypto';
import { BUILT_IN_NAMESPACES, BUILT_IN_RESOURCE_TYPES } from './definitions/index.ts';
import type { BuiltInNamespace } from './definitions/built-in-namespace.ts';
import { ENTRY_KINDS } from './entry.ts';
import type { MetadefParts } from './entries.ts';
import { insertEntries } from './entry-writes.ts';
import type { MetadefTransaction } from './metadef-store.ts';
import type { Namespace } from './namespace.ts';

/** What became of the built-in definitions, by name. */
export interface BuiltInLoad {
  readonly added: readonly string[];
  readonly replaced: readonly string[];
  /** Changed, deleted or claimed by an administrator, and therefore left alone though we have something newer. */
  readonly kept: readonly string[];
}

/**
 * Brings the catalog up to the definitions of this release; done at every start, and without effect when nothing is new.
 * A namespace that an administrator has changed, or made himself under the same name, stays as it is; one that he has
 * deleted stays deleted.
 *
 * @param definitions the ones of this release, unless a test has others.
 */
export async function loadBuiltInDefinitions(
  { store, clock }: MetadefParts,
  definitions: readonly BuiltInNamespace[] = BUILT_IN_NAMESPACES,
): Promise<BuiltInLoad> {
  const load = { added: [] as string[], replaced: [] as string[], kept: [] as string[] };
  const now = clock.now();
  await store.transaction(async (tx) => {
    for (const name of BUILT_IN_RESOURCE_TYPES) await tx.resourceTypeInsert({ name, createdAt: now });
  });
  for (const definition of definitions) {
    const outcome = await store.transaction((tx) => loadOne(tx, definition, now));
    if (outcome !== 'current') load[outcome].push(definition.name);
  }
  return load;
}

async function loadOne(
  tx: MetadefTransaction,
  definition: BuiltInNamespace,
  now: number,
): Promise<keyof BuiltInLoad | 'current'> {
  const { name } = definition;
  const digest = createHash('sha256').update(JSON.stringify(definition)).digest('hex');
  const loaded = await tx.builtInFind(name);
  if (loaded === digest) return 'current';
  const before = await tx.namespaceFind(name);
  if (before ? before.origin === 'custom' : loaded !== null) return 'kept';
  const namespace: Namespace = {
    name,
    displayName: definition.displayName,
    description: definition.description,
    visibility: 'public',
    protected: true,
    ownerId: null,
    origin: 'built-in',
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
  if (before) await tx.namespaceWrite(name, namespace);
  else await tx.namespaceInsert(namespace);
  for (const kind of ENTRY_KINDS) await tx.entryDeleteAll(name, kind);
  await insertEntries(tx, name, entriesOf(definition), now);
  await tx.builtInWrite(name, digest);
  return before ? 'replaced' : 'added';
}

function entriesOf(definition: BuiltInNamespace): Parameters<typeof insertEntries>[2] {
  return {
    property: Object.entries(definition.properties).map(([name, body]) => ({ name, body })),
    object: Object.entries(definition.objects ?? {}).map(([name, body]) => ({ name, body })),
    tag: (definition.tags ?? []).map((name) => ({ name, body: {} })),
    association: Object.entries(definition.associations).map(([name, body]) => ({ name, body })),
  };
}
