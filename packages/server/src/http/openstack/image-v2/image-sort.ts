import { IngotError } from '../../../kernel/errors.ts';
import { SORT_FIELDS, type SortKey } from '../../../images/index.ts';

/**
 * The order of a list: `sort=name:asc,size`, or the older `sort_key` and `sort_dir`, repeated in pairs or with one
 * direction for all. Without any: the newest first.
 *
 * @throws IngotError `invalid`.
 */
export function parseSort(query: URLSearchParams): readonly SortKey[] {
  const sort = query.get('sort');
  const keys = query.getAll('sort_key');
  const directions = query.getAll('sort_dir');
  if (sort === null) return pairs(keys.length > 0 ? keys : ['created_at'], directions);
  if (keys.length > 0 || directions.length > 0) {
    throw new IngotError('invalid', 'Old and new sorting syntax cannot be combined.');
  }
  return sort.split(',').map((part) => {
    const [key = '', direction = ''] = part.split(':');
    return sortKey(key, direction === '' ? 'desc' : direction);
  });
}

function pairs(keys: readonly string[], directions: readonly string[]): readonly SortKey[] {
  if (directions.length > 1 && directions.length !== keys.length) {
    throw new IngotError('invalid', 'Number of sort dirs does not match the number of sort keys.');
  }
  return keys.map((key, index) => sortKey(key, directions[index] ?? directions[0] ?? 'desc'));
}

function sortKey(key: string, direction: string): SortKey {
  const field = SORT_FIELDS.find((one) => wireName(one) === key.trim());
  if (field === undefined) {
    const known = SORT_FIELDS.map(wireName).join(', ');
    throw new IngotError('invalid', `Invalid sort key: ${key}. It must be one of the following: ${known}.`);
  }
  return { field, direction: sortDirection(direction.trim()) };
}

/** @throws IngotError `invalid`. */
export function sortDirection(text: string): SortKey['direction'] {
  if (text === 'asc' || text === 'desc') return text;
  throw new IngotError('invalid', `Invalid sort direction: ${text}. It must be asc or desc.`);
}

function wireName(field: string): string {
  return field.replaceAll('-', '_');
}
