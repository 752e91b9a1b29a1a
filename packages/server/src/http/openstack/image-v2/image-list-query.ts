import { IngotError } from '../../../kernel/errors.ts';
import { parseImageId, parseProjectId } from '../../../kernel/ids.ts';
import {
  CONTAINER_FORMATS,
  DISK_FORMATS,
  MEMBER_STATUSES,
  VISIBILITIES,
  type ImageQuery,
  type ImageStatus,
  type NumberRange,
} from '../../../images/index.ts';
import { parseSort } from './image-sort.ts';
import { parseFlag, parseInteger, parseLimit, parseTextCondition, parseTimeCondition } from './query-values.ts';

/** A filter adds to the query; `null` says that no image can match. */
type Filter = (value: string, query: Filters) => Filters | null;
type Filters = Partial<ImageQuery>;

const oneOfTexts =
  <Value extends string>(name: string, known: readonly Value[], put: (values: readonly Value[]) => Filters): Filter =>
  (value, query) => {
    const wanted = parseTextCondition(name, value);
    const values = known.filter((one) => wanted.includes(one));
    return values.length === 0 ? null : { ...query, ...put(values) };
  };

/** The trash is no part of this API. */
const LISTED_STATUSES = [
  'queued',
  'saving',
  'uploading',
  'importing',
  'active',
  'deactivated',
] as const satisfies readonly ImageStatus[];

const RANGED: Readonly<Record<string, NumberRange['field']>> = {
  size: 'size',
  virtual_size: 'virtual-size',
  min_ram: 'min-ram',
  min_disk: 'min-disk',
};

const FILTERS: Readonly<Record<string, Filter>> = {
  id: (value, query) => ({ ...query, ids: parseTextCondition('id', value) }),
  name: (value, query) => ({ ...query, names: parseTextCondition('name', value) }),
  status: oneOfTexts('status', LISTED_STATUSES, (statuses) => ({ statuses })),
  container_format: oneOfTexts('container_format', CONTAINER_FORMATS, (containerFormats) => ({ containerFormats })),
  disk_format: oneOfTexts('disk_format', DISK_FORMATS, (diskFormats) => ({ diskFormats })),
  visibility: (value, query) => {
    const visibility = [...VISIBILITIES, 'all' as const].find((one) => one === value);
    if (visibility === undefined) throw new IngotError('invalid', `Invalid visibility value: ${value}.`);
    return { ...query, visibility };
  },
  member_status: (value, query) => {
    const memberStatus = [...MEMBER_STATUSES, 'all' as const].find((one) => one === value);
    if (memberStatus === undefined) throw new IngotError('invalid', `Invalid status: ${value}.`);
    return { ...query, memberStatus };
  },
  owner: (value, query) => {
    const owner = parseProjectId(value);
    return owner === null ? null : { ...query, owner };
  },
  protected: (value, query) => ({ ...query, protected: parseFlag('protected', value) }),
  os_hidden: (value, query) => ({ ...query, hidden: parseFlag('os_hidden', value) }),
  checksum: (value, query) => ({ ...query, md5: value }),
  os_hash_value: (value, query) => ({ ...query, sha512: value }),
  // There is one algorithm; an image whose checksums are still being made shows none.
  os_hash_algo: (value, query) => (value === 'sha512' ? { ...query, hashed: true } : null),
  created_at: (value, query) => ({
    ...query,
    times: [...(query.times ?? []), parseTimeCondition('created_at', 'created-at', value)],
  }),
  updated_at: (value, query) => ({
    ...query,
    times: [...(query.times ?? []), parseTimeCondition('updated_at', 'updated-at', value)],
  }),
  tag: (value, query) => ({ ...query, tags: [...(query.tags ?? []), value.trim()] }),
  'changes-since': () => {
    throw new IngotError('invalid', 'The "changes-since" filter is no longer available on v2.');
  },
  deleted: (_value, query) => query,
};

/** What says how to list, not what. */
const NO_FILTERS: ReadonlySet<string> = new Set(['limit', 'marker', 'sort', 'sort_key', 'sort_dir']);

/** A query of thousands costs seconds to plan, during which nobody else is served. */
const MOST_FILTERS = 50;

/**
 * Reads the query of `GET /v2/images`. Every key without a meaning of its own is the name of a property.
 *
 * @throws IngotError `invalid`.
 */
export function parseImageListQuery(parameters: URLSearchParams): ImageQuery {
  const conditions = [...parameters].filter(([name]) => !NO_FILTERS.has(name));
  if (conditions.length > MOST_FILTERS) {
    throw new IngotError('invalid', `A list takes at most ${MOST_FILTERS} filters; these are ${conditions.length}.`);
  }
  let filters: Filters | null = {};
  for (const [name, value] of conditions) {
    // Every filter is read, also after one that nothing matches: a wrong one is refused all the same.
    const next: Filters | null = filterOf(name)(value, filters ?? {});
    filters = filters === null ? null : next;
  }
  const marker = parameters.get('marker');
  return {
    hidden: false,
    ...(filters ?? { ids: [] }),
    sort: parseSort(parameters),
    limit: parseLimit(parameters.get('limit')),
    ...(marker === null ? {} : { marker: markerId(marker) }),
  };
}

function filterOf(name: string): Filter {
  const known = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  return known ?? rangeFilter(name) ?? propertyFilter(name);
}

/** `size`, `size_min`, `size_max` and the same for the other numbers. */
function rangeFilter(name: string): Filter | null {
  const end = /_(min|max)$/.exec(name)?.[1];
  const attribute = end === undefined ? name : name.slice(0, -4);
  const field = Object.hasOwn(RANGED, attribute) ? RANGED[attribute] : undefined;
  if (field === undefined) return null;
  return (value, query) => {
    const bound = parseInteger(value);
    if (end === undefined) return bound === null ? null : inRange(query, { field, from: bound, to: bound });
    if (bound === null)
      throw new IngotError('invalid', `Unable to filter on a range with a non-numeric value: ${name}.`);
    return inRange(query, end === 'min' ? { field, from: bound } : { field, to: bound });
  };
}

function inRange(query: Filters, range: NumberRange): Filters {
  return { ...query, ranges: [...(query.ranges ?? []), range] };
}

function propertyFilter(name: string): Filter {
  return (value, query) => ({
    ...query,
    properties: Object.fromEntries([...Object.entries(query.properties ?? {}), [name, value]]),
  });
}

function markerId(text: string): NonNullable<ImageQuery['marker']> {
  const id = parseImageId(text);
  if (id === null) throw new IngotError('invalid', `The marker ${text} is not the id of an image.`);
  return id;
}
