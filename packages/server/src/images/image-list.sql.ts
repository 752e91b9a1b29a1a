import type { Kysely } from 'kysely';
import type { ProjectId } from '../kernel/ids.ts';
import type { MemberStatus, Visibility } from './image.ts';
import { filtered } from './image-filters.sql.ts';
import { after, ordered, totalOrder } from './image-order.sql.ts';
import type { ImageQuery } from './image-query.ts';
import type { ListScope } from './image-store.ts';
import type { ImageRow, Images, ImageTables } from './image-tables.sql.ts';

/**
 * Asks for the rows of one page and one more if there is one.
 *
 * What a project sees comes from up to four sets that do not overlap: its own, public, community and shared ones. Each
 * is read along its own index in the wanted order, at most a page of it, and the page is the best of those: the cost of
 * a page does not grow with what other projects keep.
 *
 * @param marker the row after which the page begins.
 */
export function listQuery(
  kysely: Kysely<ImageTables>,
  scope: ListScope,
  query: ImageQuery,
  marker: ImageRow | null,
): Images {
  const keys = totalOrder(query.sort);
  const order = (rows: Images): Images => ordered(rows, keys).limit(query.limit + 1);
  const narrow = (images: Images): Images => {
    const rows = filtered(images, query);
    return marker ? rows.where((e) => after(e, keys, marker)) : rows;
  };
  const [first, ...rest] = sources(kysely, scope, query).map((images) => order(narrow(images)));
  if (!first)
    return kysely
      .selectFrom('image')
      .selectAll('image')
      .where((e) => e.lit(false));
  if (rest.length === 0) return first;
  const union = rest.reduce(
    (all, branch) => all.unionAll(kysely.selectFrom(branch.as('image')).selectAll('image')),
    kysely.selectFrom(first.as('image')).selectAll('image'),
  );
  return order(kysely.selectFrom(union.as('image')).selectAll('image'));
}

/** The sets that the list is drawn from; none holds an image of another. */
function sources(kysely: Kysely<ImageTables>, { kind, project }: ListScope, query: ImageQuery): Images[] {
  const { visibility } = query;
  const images = kysely.selectFrom('image').selectAll('image').where('deleted_at', 'is', null);
  const wanted = (one: Visibility): boolean => visibility === one || visibility === 'all';
  if (kind === 'all') {
    if (visibility === 'all') return [images];
    if (visibility !== undefined) return [images.where('visibility', '=', visibility)];
    return [
      images.where((e) =>
        e.or([e('visibility', '<>', 'community'), ...(project === null ? [] : [e('owner_id', '=', project)])]),
      ),
    ];
  }
  const others = project === null ? images : images.where('owner_id', '<>', project);
  const sets: Images[] = [];
  if (project !== null) {
    const all = images.where('owner_id', '=', project);
    const own = query.names ? fetchedFirst(kysely, all.where('name', 'in', query.names)) : all;
    sets.push(visibility === undefined || visibility === 'all' ? own : own.where('visibility', '=', visibility));
  }
  if (visibility === undefined || wanted('public')) sets.push(others.where('visibility', '=', 'public'));
  if (wanted('community')) sets.push(others.where('visibility', '=', 'community'));
  if (project !== null && (visibility === undefined || wanted('shared'))) {
    sets.push(sharedWith(kysely, project, query.memberStatus ?? 'accepted'));
  }
  return sets;
}

/** What others share with `project`: few, whatever else is asked of them. */
function sharedWith(kysely: Kysely<ImageTables>, project: ProjectId, status: MemberStatus | 'all'): Images {
  let offers = kysely.selectFrom('image_member').select('image_id').where('member_id', '=', project);
  if (status !== 'all') offers = offers.where('status', '=', status);
  return fetchedFirst(kysely, kysely.selectFrom('image').selectAll('image').where('image.id', 'in', offers))
    .where('deleted_at', 'is', null)
    .where('owner_id', '<>', project)
    .where('visibility', '=', 'shared');
}

/**
 * A set that is small, to be fetched before anything else is asked of it. The limit, which limits nothing, keeps a
 * planner from turning that round and walking all images in the wanted order in search of the few.
 */
function fetchedFirst(kysely: Kysely<ImageTables>, images: Images): Images {
  return kysely.selectFrom(images.limit(Number.MAX_SAFE_INTEGER).as('image')).selectAll('image');
}
