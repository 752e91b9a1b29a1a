import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { askedWords } from '../../../kernel/words.ts';
import { parseProjectId, type ProjectId } from '../../../kernel/ids.ts';
import type { SortKey } from '../../../volumes/index.ts';
import { parseTextPairs } from './text-pairs.ts';

/** Entries of a page, at most, and when nothing else is asked for. */
const LARGEST_PAGE = 1000;

/** What every list takes. */
export interface CommonQuery<Field> {
  readonly allProjects?: boolean;
  readonly owner?: ProjectId;
  readonly name?: string;
  readonly words?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
  readonly sort: readonly SortKey<Field>[];
  readonly offset?: number;
  readonly limit: number;
}

/** Parameters that are read here. */
const COMMON = new Set([
  'all_tenants',
  'project_id',
  'name',
  'display_name',
  'text',
  'metadata',
  'sort',
  'sort_key',
  'sort_dir',
  'offset',
  'limit',
  'marker',
]);

/**
 * Reads what all lists have in common.
 *
 * @param fields that can be sorted by.
 * @param filters the names of further parameters of this list.
 * @returns null when nothing can match.
 * @throws IngotError `invalid`, also for a parameter that nobody reads: a filter that is passed over shows too much.
 */
export function commonQuery<Field extends string>(
  query: URLSearchParams,
  fields: readonly Field[],
  filters: readonly string[],
): CommonQuery<Field> | null {
  for (const name of query.keys()) {
    if (!COMMON.has(name) && !filters.includes(name)) {
      const known = [...COMMON, ...filters].join(', ');
      throw new IngotError('invalid', `This list has no parameter ${name}; it has ${known}.`);
    }
  }
  const name = query.get('name') ?? query.get('display_name');
  const text = query.get('text');
  const metadata = query.get('metadata');
  const offset = wholeNumber(query, 'offset');
  const project = query.get('project_id');
  const owner = project === null ? null : parseProjectId(project);
  const common = {
    ...(flag(query, 'all_tenants') && { allProjects: true }),
    ...(owner !== null && { owner }),
    ...(name !== null && { name }),
    ...(text !== null && { words: askedWords(text) }),
    ...(metadata !== null && { metadata: parseTextPairs(metadata) }),
    ...(offset !== null && { offset }),
    sort: parseSort(query, fields),
    limit: Math.min(wholeNumber(query, 'limit') ?? LARGEST_PAGE, LARGEST_PAGE),
  };
  return project !== null && owner === null ? null : common;
}

/** `true`, `1` and the like; SDKs send Python's `True`. @throws IngotError `invalid`. */
export function flag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^(true|1|yes|on|t|y)$/i.test(text)) return true;
  if (/^(false|0|no|off|f|n)$/i.test(text)) return false;
  throw new IngotError('invalid', `${name} is "${text}", but has to be true or false.`);
}

function wholeNumber(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new IngotError('invalid', `${name} is "${text}", but has to be a whole number, not below 0.`);
}

/**
 * `sort=name:asc,size`, or the older `sort_key` and `sort_dir`, each a list with commas; without a direction descending.
 *
 * @throws IngotError `invalid`
 */
function parseSort<Field extends string>(query: URLSearchParams, fields: readonly Field[]): readonly SortKey<Field>[] {
  const sort = query.get('sort');
  const keys = query.get('sort_key');
  const directions = query.get('sort_dir');
  if (sort === null) {
    const several = directions?.split(',') ?? [];
    return (keys ?? (directions === null ? '' : 'created_at'))
      .split(',')
      .filter((key) => key !== '')
      .map((key, index) => sortKey(key, several[index] ?? several[0] ?? 'desc', fields));
  }
  if (keys !== null || directions !== null) {
    throw new IngotError('invalid', 'The parameters "sort_key" and "sort_dir" cannot be used together with "sort".');
  }
  return sort.split(',').map((part) => {
    const [key = '', direction = ''] = part.split(':');
    return sortKey(key, direction === '' ? 'desc' : direction, fields);
  });
}

function sortKey<Field extends string>(text: string, direction: string, fields: readonly Field[]): SortKey<Field> {
  const key = text.trim() === 'display_name' ? 'name' : text.trim().replaceAll('_', '-');
  const field = fields.find((one) => one === key);
  if (field === undefined) {
    const known = fields.map((one) => one.replaceAll('-', '_')).join(', ');
    throw new IngotError('invalid', `Invalid sort key: ${text}. It must be one of the following: ${known}.`);
  }
  const wanted = direction.trim().toLowerCase();
  if (wanted === 'asc' || wanted === 'desc') return { field, direction: wanted };
  throw new IngotError('invalid', `Invalid sort direction: ${direction}. It must be asc or desc.`);
}

/** The keys of an object whose type says all of them. */
export function keysOf<Key extends string>(all: Readonly<Record<Key, true>>): readonly Key[] {
  return Object.keys(all) as Key[];
}

/** The parameters of every list, for the documentation. */
export const LIST_QUERY = {
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: LARGEST_PAGE })),
  marker: Type.Optional(Type.String({ description: 'Id of the last entry of the page before' })),
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
  sort: Type.Optional(Type.String({ description: 'key:asc|desc, several with commas', default: 'created_at:desc' })),
  name: Type.Optional(Type.String()),
  text: Type.Optional(
    Type.String({
      description:
        'Beginnings of words in name and description, all of them; or an id. An addition to the Block Storage API',
    }),
  ),
  metadata: Type.Optional(Type.String({ description: "{'key': 'value'}; all of the pairs" })),
  all_tenants: Type.Optional(
    Type.Boolean({ description: 'Of every project; for administrators, others are not heard' }),
  ),
  project_id: Type.Optional(Type.String({ description: 'Of this project, together with all_tenants' })),
};
