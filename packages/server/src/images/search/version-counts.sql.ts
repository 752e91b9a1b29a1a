import { sql, type Kysely } from 'kysely';
import type { Image } from '../image.ts';
import { familyOf } from '../families/image-facts.ts';
import type { ListScope } from '../image-store.ts';
import type { ImageTables } from '../image-tables.sql.ts';

/** See `ImageStore.versionCounts`: one statement, of a walk along an index for each image that is in a family. */
export async function versionCounts(
  kysely: Kysely<ImageTables>,
  { project }: ListScope,
  images: readonly Image[],
  most: number,
): Promise<readonly number[]> {
  const counts = images.flatMap((image, at) => {
    const family = familyOf(image);
    if (family === null) return [];
    const versions = kysely
      .selectFrom('image')
      .select('id')
      .where('owner_id', '=', image.ownerId)
      .where('family', '=', family)
      .where('deleted_at', 'is', null)
      .where('hidden', '=', sql.lit(image.hidden ? 1 : 0))
      .limit(most);
    const shown = image.ownerId === project ? versions : versions.where('visibility', '=', image.visibility);
    return [sql`select ${sql.lit(at)} as place, (select count(*) from (${shown}) as versions) as versions`];
  });
  if (counts.length === 0) return images.map(() => 1);
  const { rows } = await sql<{
    place: number;
    versions: number | string;
  }>`${sql.join(counts, sql` union all `)}`.execute(kysely);
  const found = new Map(rows.map(({ place, versions }) => [place, Number(versions)]));
  return images.map((_, at) => found.get(at) ?? 1);
}
