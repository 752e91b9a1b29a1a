import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { FamilyName, ImageId } from '../../kernel/ids.ts';
import type { Image } from '../image.ts';
import type { ImageTables } from '../image-tables.sql.ts';
import type { FamilyPin, FamilyRef } from './family.ts';
import type { FamilyReader, FamilyStore, FamilyView } from './family-store.ts';
import type { ImageFamilyChangeRow, ImageFamilyRow } from './family-tables.sql.ts';

/** @param find reads an image as whoever asks is to see it, without a lock. */
export function familyReader(kysely: Kysely<ImageTables>, find: (id: ImageId) => Promise<Image | null>): FamilyReader {
  return {
    latestFind: async ({ projectId, name }, view, now, before) => {
      let images = shownTo(kysely, view)
        .where('image.owner_id', '=', projectId)
        .where('image.family', '=', name)
        .where('image.deleted_at', 'is', null)
        .where('image.status', '=', 'active')
        .where('image.hidden', '=', sql.lit(0))
        .where('image.released_at', '<=', now)
        .where((e) => e.or([e('image.retired_at', 'is', null), e('image.retired_at', '>', now)]));
      if (before) images = images.where(sql<boolean>`(released_at, id) < (${before.releasedAt}, ${before.id})`);
      const row = await images
        .select('image.id')
        .orderBy('image.released_at', 'desc')
        .orderBy('image.id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? find(row.id) : null;
    },

    familyImageFind: find,

    pinFind: async (ref) => {
      const row = await familyRow(kysely, ref).executeTakeFirst();
      return row ? toPin(row) : null;
    },

    pinsOf: async (id) => {
      const rows = await kysely
        .selectFrom('image_family')
        .select(['project_id', 'name'])
        .where('pinned_id', '=', id)
        .execute();
      return rows.map(({ project_id: projectId, name }) => ({ projectId, name }));
    },

    replacedBy: async (id, project, limit) => {
      const rows = await kysely
        .selectFrom('image')
        .select('id')
        .where('replacement_id', '=', id)
        .where('owner_id', '=', project)
        .where('deleted_at', 'is', null)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => row.id);
    },
  };
}

export function familyLists(
  kysely: Kysely<ImageTables>,
): Pick<FamilyStore, 'familyNames' | 'familyHas' | 'changeList'> {
  return {
    familyNames: async (project, view, { after, limit }) => {
      const next = (beyond: ReturnType<typeof sql>) => {
        const images = shownTo(kysely, view)
          .where('image.owner_id', '=', project)
          .where('image.deleted_at', 'is', null)
          .where(sql<boolean>`image.family > ${beyond}`);
        return images.select((e) => e.fn.min('image.family').as('name'));
      };
      // Each name is a jump to the next one in the index, however many images a family has.
      const { rows } = await sql<{ name: FamilyName }>`
        with recursive names(name) as (
          select name from (${next(sql`${after ?? ''}`)}) as first
          union all
          select (${next(sql`names.name`)}) from names where names.name is not null
        )
        select name from names where name is not null limit ${limit + 1}`.execute(kysely);
      return { items: rows.slice(0, limit).map(({ name }) => name), more: rows.length > limit };
    },

    familyHas: async ({ projectId, name }, view) => {
      const images = shownTo(kysely, view)
        .where('image.owner_id', '=', projectId)
        .where('image.family', '=', name)
        .where('image.deleted_at', 'is', null);
      return (await images.select('image.id').limit(1).executeTakeFirst()) !== undefined;
    },

    changeList: async ({ projectId, name }, { before, limit }) => {
      let changes = kysely
        .selectFrom('image_family_change')
        .selectAll()
        .where('project_id', '=', projectId)
        .where('family', '=', name);
      if (before !== null) changes = changes.where('number', '<', before);
      const rows = await changes
        .orderBy('number', 'desc')
        .limit(limit + 1)
        .execute();
      return { items: rows.slice(0, limit).map(toChange), more: rows.length > limit };
    },
  };
}

export function familyRow(kysely: Kysely<ImageTables>, { projectId, name }: FamilyRef) {
  return kysely.selectFrom('image_family').selectAll().where('project_id', '=', projectId).where('name', '=', name);
}

export function toPin(row: ImageFamilyRow): FamilyPin | null {
  const { pinned_id: imageId, pinned_at: pinnedAt, pinned_by: pinnedBy, pin_reason: reason } = row;
  return imageId === null || pinnedAt === null || pinnedBy === null ? null : { imageId, pinnedAt, pinnedBy, reason };
}

function toChange(row: ImageFamilyChangeRow) {
  return {
    number: row.number,
    action: row.action,
    imageId: row.image_id,
    from: row.from_id,
    to: row.to_id,
    reason: row.reason,
    userId: row.user_id,
    userName: row.user_name,
    at: row.at,
  };
}

/** Images that the view shows, of all projects. */
function shownTo(kysely: Kysely<ImageTables>, view: FamilyView): SelectQueryBuilder<ImageTables, 'image', unknown> {
  const images = kysely.selectFrom('image');
  if (view.kind === 'all') return images;
  const { project } = view;
  return images.where((e) =>
    e.or([
      e('image.visibility', 'in', ['public', 'community']),
      ...(project === null
        ? []
        : [
            e.and([
              e('image.visibility', '=', 'shared'),
              e.exists(
                e
                  .selectFrom('image_member')
                  .select('image_member.image_id')
                  .whereRef('image_member.image_id', '=', 'image.id')
                  .where('image_member.member_id', '=', project),
              ),
            ]),
          ]),
    ]),
  );
}
