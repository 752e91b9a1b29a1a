import { sql, type Expression, type Kysely, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { ImageId, ProjectId } from '../kernel/ids.ts';
import type { MemberStatus, Visibility } from './image.ts';
import { filtered } from './image-filters.sql.ts';
import { afterMarker, sortExpression, totalOrder } from './image-order.sql.ts';
import type { ImageQuery } from './image-query.ts';
import type { ListedImage } from './image-reader.sql.ts';
import type { ListScope } from './image-store.ts';
import type { ImageConditions, ImageRow, Images, ImageTables } from './image-tables.sql.ts';

type ListedImages = SelectQueryBuilder<ImageTables, 'image', ListedImage>;

/**
 * Asks for the images of one page and one more if there is one.
 *
 * What a project sees comes from up to four sets that do not overlap: its own, public, community and shared ones. Each
 * is read along its own index in the wanted order, at most a page of it, and the page is the best of those: the cost of
 * a page does not grow with what other projects keep.
 *
 * @param marker the row after which the page begins
 * @param among the few images that fit some part of the query, where that is known
 */
export function listQuery(
  kysely: Kysely<ImageTables>,
  scope: ListScope,
  query: ImageQuery,
  marker: ImageRow | null,
  among: readonly ImageId[] | null,
): ListedImages {
  const keys = totalOrder(query.sort);
  const sets = sources(kysely, all(kysely, among), scope, query).map((images) => {
    const fitting = query.heads ? headsOf(filtered(images, query), scope, query) : filtered(images, query);
    const rest = marker ? fitting.where(afterMarker(keys, marker)) : fitting;
    let page = rest
      .select(['image.id', 'image.revision'])
      .select(keys.map((key, n) => sortExpression(key).as(`key${n}`)));
    for (const key of keys) page = page.orderBy(sortExpression(key), key.direction);
    return page.limit(query.limit + 1);
  });
  const [first, ...rest] = sets;
  if (!first) return nothing(kysely);
  if (rest.length === 0) return first;
  const union = rest.reduce(
    (listed, set) => listed.unionAll(kysely.selectFrom(set.as('image')).selectAll('image')),
    kysely.selectFrom(first.as('image')).selectAll('image'),
  );
  let page = kysely.selectFrom(union.as('image')).select(['image.id', 'image.revision']);
  for (const [n, { direction }] of keys.entries()) page = page.orderBy(sql.ref(`image.key${n}`), direction);
  return page.limit(query.limit + 1);
}

/** All there are, or those of a few that are there still. */
function all(kysely: Kysely<ImageTables>, among: readonly ImageId[] | null): Images {
  const images = kysely.selectFrom('image').where('image.deleted_at', 'is', null);
  if (among === null) return images;
  return fetchedFirst(
    kysely,
    among.length === 0 ? images.where((e) => e.lit(false)) : images.where('image.id', 'in', among),
  );
}

function nothing(kysely: Kysely<ImageTables>): ListedImages {
  const images = kysely.selectFrom('image').select(['image.id', 'image.revision']);
  return images.where((e) => e.lit(false));
}

/** The sets that the list is drawn from; none holds an image of another. */
function sources(
  kysely: Kysely<ImageTables>,
  images: Images,
  { kind, project }: ListScope,
  query: ImageQuery,
): Images[] {
  const { visibility } = query;
  if (query.offered) {
    const isWanted = visibility === undefined || visibility === 'all' || visibility === 'shared';
    if (project === null || !isWanted) return [];
    const others = images.where('image.owner_id', '<>', project);
    return [visible(sharedWith(kysely, others, project, query.memberStatus ?? 'accepted'), 'shared')];
  }
  if (kind === 'all') {
    if (visibility === 'all') return [images];
    if (visibility !== undefined) return [visible(images, visibility)];
    return [
      images.where((e) =>
        e.or([
          e('image.visibility', '<>', 'community'),
          ...(project === null ? [] : [e('image.owner_id', '=', project)]),
        ]),
      ),
    ];
  }
  // Everybody sees all of these, whosever they are.
  if (visibility === 'public' || visibility === 'community') return [visible(images, visibility)];
  const others = project === null ? images : images.where('image.owner_id', '<>', project);
  const sets: Images[] = [];
  if (project !== null) {
    const own = images.where('image.owner_id', '=', project);
    sets.push(visibility === undefined || visibility === 'all' ? own : visible(own, visibility));
  }
  if (visibility === undefined || visibility === 'all') sets.push(visible(others, 'public'));
  if (visibility === 'all') sets.push(visible(others, 'community'));
  if (project !== null && visibility !== 'private') {
    sets.push(visible(sharedWith(kysely, others, project, query.memberStatus ?? 'accepted'), 'shared'));
  }
  return sets;
}

/** Images of no family, and the youngest of each one. */
function headsOf(images: Images, { kind, project }: ListScope, { visibility, hidden, offered }: ImageQuery): Images {
  const isWhole = visibility === undefined || visibility === 'all';
  return images.where((e) => {
    const younger = e
      .selectFrom('image as younger')
      .select('younger.id')
      .whereRef('younger.owner_id', '=', 'image.owner_id')
      .whereRef('younger.family', '=', 'image.family')
      .where('younger.deleted_at', 'is', null)
      .where('younger.hidden', '=', sql.lit(hidden ? 1 : 0))
      .where(sql<boolean>`(younger.created_at, younger.id) > (image.created_at, image.id)`)
      .where((s) =>
        s.or([
          s('younger.visibility', '=', s.ref('image.visibility')),
          ...(isWhole && project !== null ? [s('younger.owner_id', '=', project)] : []),
        ]),
      );
    const isFree = kind === 'project' || offered === true;
    return e.or([
      e('image.family', 'is', null),
      e.not(e.exists(younger)),
      ...(isFree && project !== null ? [isOffered(e, project)] : []),
    ]);
  });
}

function isOffered(e: ImageConditions, project: ProjectId): Expression<SqlBool> {
  return e.and([e('image.visibility', '=', 'shared'), e('image.owner_id', '<>', project)]);
}

/** The word is part of the statement, because there are indexes of the images that have it. */
function visible(images: Images, visibility: Visibility): Images {
  return images.where('image.visibility', '=', sql.lit(visibility));
}

/** What is shared with `project`: few, whatever else is asked of them. */
function sharedWith(
  kysely: Kysely<ImageTables>,
  images: Images,
  project: ProjectId,
  status: MemberStatus | 'all',
): Images {
  let offers = kysely.selectFrom('image_member').select('image_id').where('member_id', '=', project);
  if (status !== 'all') offers = offers.where('status', '=', status);
  return fetchedFirst(kysely, images.where('image.id', 'in', offers));
}

/**
 * A set that is small, to be fetched before anything else is asked of it. The limit, which limits nothing, keeps a
 * planner from turning that round and walking all images in the wanted order in search of the few.
 */
function fetchedFirst(kysely: Kysely<ImageTables>, images: Images): Images {
  return kysely.selectFrom(images.selectAll('image').limit(Number.MAX_SAFE_INTEGER).as('image'));
}
