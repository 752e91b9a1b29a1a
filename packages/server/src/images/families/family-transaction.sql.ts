import { sql, type Transaction } from 'kysely';
import type { ImageId } from '../../kernel/ids.ts';
import { toImages } from '../image-rows.sql.ts';
import type { ImageTables } from '../image-tables.sql.ts';
import { familyReader, familyRow, toPin } from './family-reader.sql.ts';
import type { FamilyTransaction } from './family-store.ts';

/** Within a transaction of images; a family is locked after its images and before usage. */
export function familyTransaction(tx: Transaction<ImageTables>): FamilyTransaction {
  const find = async (id: ImageId) => {
    const rows = await tx.selectFrom('image').selectAll().where('id', '=', id).execute();
    return (await toImages(tx, rows))[0] ?? null;
  };
  return {
    ...familyReader(tx, find),

    familyLock: async (ref) => {
      const empty = { changes: 0, pinned_id: null, pinned_at: null, pinned_by: null, pin_reason: null };
      await tx
        .insertInto('image_family')
        .values({ project_id: ref.projectId, name: ref.name, ...empty })
        .onConflict((conflict) => conflict.columns(['project_id', 'name']).doNothing())
        .execute();
      return toPin(await familyRow(tx, ref).forUpdate().executeTakeFirstOrThrow());
    },

    pinWrite: async ({ projectId, name }, pin) => {
      await tx
        .updateTable('image_family')
        .set({
          pinned_id: pin?.imageId ?? null,
          pinned_at: pin?.pinnedAt ?? null,
          pinned_by: pin?.pinnedBy ?? null,
          pin_reason: pin?.reason ?? null,
        })
        .where('project_id', '=', projectId)
        .where('name', '=', name)
        .execute();
    },

    familyChangeAdd: async ({ projectId, name }, change) => {
      const { changes } = await tx
        .updateTable('image_family')
        .set({ changes: sql`changes + 1` })
        .where('project_id', '=', projectId)
        .where('name', '=', name)
        .returning('changes')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('image_family_change')
        .values({
          project_id: projectId,
          family: name,
          number: changes,
          action: change.action,
          image_id: change.imageId,
          from_id: change.from,
          to_id: change.to,
          reason: change.reason,
          user_id: change.userId,
          user_name: change.userName,
          at: change.at,
        })
        .execute();
    },
  };
}
