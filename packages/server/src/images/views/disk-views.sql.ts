import type { TreeRoot } from '@ingot/chunk-store';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { keysetAfter, type Database } from '../../db/index.ts';
import type { ImageId } from '../../kernel/ids.ts';
import { noteChange } from '../image-changes.sql.ts';
import type { ImageTables } from '../image-tables.sql.ts';
import { PLAIN_FORMATS, type DiskTree, type DiskViewRecord, type DiskViewState, type ViewKey } from './disk-view.ts';
import type { DiskViewReader, DiskViewStore, DiskViewTransaction } from './disk-view-store.ts';
import type { DiskViewTable } from './disk-view-tables.sql.ts';

/** Views looked up at a time. */
const PAGE = 1000;

export function diskViews(database: Database): DiskViewStore {
  const kysely = database.tables<ImageTables>();
  return {
    ...reader(kysely, (key) => rowOf(kysely, key).executeTakeFirst()),

    views: async function* views() {
      const key = ['content_root', 'container_format', 'disk_format'] as const;
      let ready = kysely.selectFrom('disk_view').selectAll().where('status', '=', 'ready').limit(PAGE);
      for (const name of key) ready = ready.orderBy(name);
      for (let page = ready; ;) {
        const rows = await page.execute();
        for (const row of rows) {
          const { state, ...view } = toRecord(row);
          if (state.status === 'ready') yield { ...view, root: state.root, size: state.size };
        }
        const last = rows.at(-1);
        if (!last) return;
        page = ready.where(
          keysetAfter(key.map((name) => ({ expression: sql.ref<string>(name), direction: 'asc', value: last[name] }))),
        );
      }
    },

    viewsMaking: async (after, limit) => {
      let rows = kysely.selectFrom('disk_view').selectAll().where('task_id', 'is not', null);
      if (after !== null) rows = rows.where('task_id', '>', after);
      return (await rows.orderBy('task_id').limit(limit).execute()).flatMap((row) => {
        const { state, ...key } = toRecord(row);
        return state.status === 'making' ? [{ ...key, task: state.task }] : [];
      });
    },

    viewsMissing: async (after, limit) => {
      let rows = kysely
        .selectFrom('image')
        .select('id')
        .where('optimized', '=', 1)
        .where('status', '=', 'active')
        .where((e) =>
          e.not(
            e.exists(
              e
                .selectFrom('disk_view')
                .select('content_root')
                .whereRef('content_root', '=', 'image.root')
                .whereRef('disk_view.container_format', '=', 'image.container_format')
                .whereRef('disk_view.disk_format', '=', 'image.disk_format'),
            ),
          ),
        )
        .where((e) => e.not(e.and([e('disk_format', 'in', [...PLAIN_FORMATS]), e('container_format', '=', 'bare')])));
      if (after !== null) rows = rows.where('id', '>', after);
      return (await rows.orderBy('id').limit(limit).execute()).map(({ id }) => id);
    },

    viewsForgetUnneeded: async () => {
      const { numDeletedRows } = await kysely
        .deleteFrom('disk_view')
        .where((e) =>
          e.not(e.exists(e.selectFrom('image').select('id').whereRef('image.root', '=', 'disk_view.content_root'))),
        )
        .where((e) =>
          e.not(
            e.exists(e.selectFrom('image').select('id').whereRef('image.staged_root', '=', 'disk_view.content_root')),
          ),
        )
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

export function diskViewTransaction(tx: Transaction<ImageTables>): DiskViewTransaction {
  return {
    ...reader(tx, (key) => rowOf(tx, key).forUpdate().executeTakeFirst()),

    viewInsert: async (record) => {
      const insert = tx.insertInto('disk_view').values(toRow(record));
      const { numInsertedOrUpdatedRows } = await insert
        .onConflict((conflict) => conflict.columns(['content_root', 'container_format', 'disk_format']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows !== 0n;
    },

    viewWrite: async (record) => {
      const { contentRoot, formats } = record;
      await tx
        .updateTable('disk_view')
        .set(toRow(record))
        .where('content_root', '=', contentRoot)
        .where('container_format', '=', formats.container)
        .where('disk_format', '=', formats.disk)
        .execute();
    },

    viewDelete: async ({ contentRoot, formats }) => {
      await tx
        .deleteFrom('disk_view')
        .where('content_root', '=', contentRoot)
        .where('container_format', '=', formats.container)
        .where('disk_format', '=', formats.disk)
        .execute();
    },

    viewFacts: async ({ contentRoot, formats }, size, properties) => {
      const images = tx
        .selectFrom('image')
        .select('id')
        .where('root', '=', contentRoot)
        .where('container_format', '=', formats.container)
        .where('disk_format', '=', formats.disk);
      for (const { id } of await images.orderBy('id').forNoKeyUpdate().execute()) {
        const change = { virtual_size: size, revision: sql<number>`revision + 1` };
        await tx.updateTable('image').set(change).where('id', '=', id).execute();
        const rows = Object.entries(properties).map(([name, value]) => ({ image_id: id, name, value }));
        if (rows.length > 0) {
          const insert = tx.insertInto('image_property').values(rows);
          await insert.onConflict((conflict) => conflict.columns(['image_id', 'name']).doNothing()).execute();
        }
        await noteChange(tx, id);
      }
    },
  };
}

/**
 * Whether a tree is the content of an image or a view of it, for whoever comes to refer to it in the same transaction; if
 * so it stays that until the transaction ends.
 */
export async function imageHolds(
  tx: Transaction<Pick<ImageTables, 'image' | 'disk_view'>>,
  id: ImageId,
  root: TreeRoot,
): Promise<boolean> {
  const image = tx.selectFrom('image').select('root').where('id', '=', id).where('deleted_at', 'is', null);
  const found = await image.forNoKeyUpdate().executeTakeFirst();
  if (!found?.root || found.root === root) return found?.root === root;
  const view = tx
    .selectFrom('disk_view')
    .select('root')
    .where('content_root', '=', found.root)
    .where('root', '=', root);
  return (await view.forUpdate().executeTakeFirst()) !== undefined;
}

function rowOf(kysely: Kysely<ImageTables>, { contentRoot, formats }: ViewKey) {
  return kysely
    .selectFrom('disk_view')
    .selectAll()
    .where('content_root', '=', contentRoot)
    .where('container_format', '=', formats.container)
    .where('disk_format', '=', formats.disk);
}

function reader(
  kysely: Kysely<ImageTables>,
  find: (key: ViewKey) => Promise<Selectable<DiskViewTable> | undefined>,
): DiskViewReader {
  return {
    viewFind: async (key) => {
      const row = await find(key);
      return row ? toRecord(row) : null;
    },
    viewWanted: async (contentRoot) => {
      const having = kysely.selectFrom('image').select('id').where('root', '=', contentRoot);
      if (await having.where('deleted_at', 'is', null).limit(1).executeTakeFirst()) return true;
      const staged = kysely.selectFrom('image').select('id').where('staged_root', '=', contentRoot);
      return (await staged.limit(1).executeTakeFirst()) !== undefined;
    },
  };
}

function toRecord(row: Selectable<DiskViewTable>): DiskViewRecord {
  const formats = { container: row.container_format, disk: row.disk_format };
  return { contentRoot: row.content_root, formats, state: toState(row) };
}

function toState({ status, task_id: task, root, size, reason, final }: Selectable<DiskViewTable>): DiskViewState {
  if (status === 'making' && task !== null) return { status, task };
  if (status === 'ready' && root !== null && size !== null) return { status, root, size };
  if (status === 'failed' && reason !== null) return { status, reason, final: final === 1 };
  throw new Error(`a disk view is ${status}, and lacks what belongs to that`);
}

function toRow({ contentRoot, formats, state }: DiskViewRecord): DiskViewTable {
  const tree: DiskTree | null = state.status === 'ready' ? state : null;
  return {
    content_root: contentRoot,
    container_format: formats.container,
    disk_format: formats.disk,
    status: state.status,
    task_id: state.status === 'making' ? state.task : null,
    root: tree?.root ?? null,
    size: tree?.size ?? null,
    reason: state.status === 'failed' ? state.reason : null,
    final: state.status === 'failed' && state.final ? 1 : 0,
  };
}
