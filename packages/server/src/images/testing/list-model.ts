import type { Image, ImageMember } from '../image.ts';
import { contentOf } from '../image.ts';
import { familyOf } from '../families/image-facts.ts';
import { wordsOf } from '../search/image-words.ts';
import type { ImageQuery, SortField, TimeCondition } from '../image-query.ts';
import type { ListScope } from '../image-store.ts';

/** What a list should hold, in order and in full: the specification, over everything that there is. */
export function listModel(
  images: readonly Image[],
  members: readonly ImageMember[],
  scope: ListScope,
  query: ImageQuery,
): Image[] {
  return images
    .filter((image) => image.state.status !== 'deleted')
    .filter((image) => inScope(image, members, scope, query))
    .filter((image) => matches(image, query))
    .filter((image) => !query.heads || isHead(image, images, scope, query))
    .toSorted((left, right) => compare(left, right, query));
}

function inScope(image: Image, members: readonly ImageMember[], scope: ListScope, query: ImageQuery): boolean {
  const own = scope.project !== null && image.ownerId === scope.project;
  const { visibility } = query;
  if (visibility !== undefined && visibility !== 'all' && image.visibility !== visibility) return false;
  if (query.offered) {
    if (own || image.visibility !== 'shared') return false;
    return isOfferedTo(image, members, scope, query);
  }
  if (visibility === undefined && image.visibility === 'community' && !own) return false;
  if (scope.kind === 'all' || own) return true;
  if (image.visibility === 'public' || image.visibility === 'community') return true;
  if (image.visibility === 'private') return false;
  return isOfferedTo(image, members, scope, query);
}

function isOfferedTo(image: Image, members: readonly ImageMember[], scope: ListScope, query: ImageQuery): boolean {
  const wanted = query.memberStatus ?? 'accepted';
  return members.some(
    ({ imageId, memberId, status }) =>
      imageId === image.id && memberId === scope.project && (wanted === 'all' || status === wanted),
  );
}

/** Whether no younger image of its family stands for it. */
function isHead(image: Image, images: readonly Image[], scope: ListScope, query: ImageQuery): boolean {
  const isOwn = image.ownerId === scope.project;
  const isWhole = query.visibility === undefined || query.visibility === 'all';
  const isOffered = image.visibility === 'shared' && !isOwn && scope.project !== null;
  if (familyOf(image) === null || (isOffered && (scope.kind === 'project' || query.offered))) return true;
  return !images.some(
    (other) =>
      other.state.status !== 'deleted' &&
      other.ownerId === image.ownerId &&
      familyOf(other) === familyOf(image) &&
      other.hidden === query.hidden &&
      (other.visibility === image.visibility || (isOwn && isWhole)) &&
      (other.createdAt > image.createdAt || (other.createdAt === image.createdAt && other.id > image.id)),
  );
}

function matches(image: Image, query: ImageQuery): boolean {
  const fits = (value: unknown, wanted: readonly unknown[] | undefined): boolean =>
    wanted === undefined || wanted.includes(value);
  const content = contentOf(image);
  const numbers = {
    size: content?.size,
    'virtual-size': content?.virtualSize,
    'min-ram': image.minRam,
    'min-disk': image.minDisk,
  };
  return (
    image.hidden === query.hidden &&
    fits(image.id, query.ids) &&
    fits(image.name, query.names) &&
    fits(image.state.status, query.statuses) &&
    fits(image.containerFormat, query.containerFormats) &&
    fits(image.diskFormat, query.diskFormats) &&
    (query.owner === undefined || image.ownerId === query.owner) &&
    (query.protected === undefined || image.protected === query.protected) &&
    (query.md5 === undefined || content?.checksums?.md5 === query.md5) &&
    (query.sha512 === undefined || content?.checksums?.sha512 === query.sha512) &&
    (query.hashed === undefined || Boolean(content?.checksums)) &&
    (query.words ?? []).every((asked) => wordsOf(image).some((word) => word.startsWith(asked))) &&
    (query.family === undefined || familyOf(image) === query.family) &&
    (query.tags ?? []).every((tag) => image.tags.includes(tag)) &&
    Object.entries(query.properties ?? {}).every(([name, value]) => image.properties[name] === value) &&
    (query.ranges ?? []).every(({ field, from = -Infinity, to = Infinity }) => {
      const number = numbers[field];
      return number !== undefined && number >= from && number <= to;
    }) &&
    (query.times ?? []).every((condition) => atTime(image, condition))
  );
}

function atTime(image: Image, { field, operator, time }: TimeCondition): boolean {
  const left = Math.floor((field === 'created-at' ? image.createdAt : image.updatedAt) / 1000);
  const right = Math.floor(time / 1000);
  const answers = {
    gt: left > right,
    gte: left >= right,
    lt: left < right,
    lte: left <= right,
    eq: left === right,
    neq: left !== right,
  };
  return answers[operator];
}

function compare(left: Image, right: Image, query: ImageQuery): number {
  const named = query.sort.filter((key, index) => query.sort.findIndex(({ field }) => field === key.field) === index);
  const sort = named.length > 0 ? named : [{ field: 'created-at', direction: 'desc' } as const];
  const last = sort.at(-1)?.direction ?? 'desc';
  const total = [...sort, { field: 'created-at', direction: last }, { field: 'id', direction: last }] as const;
  for (const { field, direction } of total) {
    const order = compareValues(valueOf(left, field), valueOf(right, field));
    if (order !== 0) return direction === 'asc' ? order : -order;
  }
  return 0;
}

type Value = string | number;

/** Texts by their bytes. */
function compareValues(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));
}

/** What is not there counts as the least that could be. */
function valueOf(image: Image, field: SortField): Value {
  const values: Record<SortField, Value> = {
    name: image.name ?? '',
    status: image.state.status,
    'container-format': image.containerFormat ?? '',
    'disk-format': image.diskFormat ?? '',
    size: contentOf(image)?.size ?? -1,
    id: image.id,
    'created-at': image.createdAt,
    'updated-at': image.updatedAt,
  };
  return values[field];
}
