import { Type } from 'typebox';
import { IngotError } from '../../../../kernel/errors.ts';
import { NAMESPACE_VISIBILITIES, type EntryQuery, type NamespaceQuery } from '../../../../metadefs/index.ts';
import { sortDirection } from '../image-sort.ts';
import { parseLimit } from '../query-values.ts';

const PAGE_FIELDS = {
  sort_dir: Type.Optional(Type.Enum(['asc', 'desc'], { default: 'desc' })),
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, default: 25 })),
  marker: Type.Optional(Type.String({ description: 'Name of the last one of the page before' })),
};

export const NAMESPACES_QUERY = Type.Object({
  ...PAGE_FIELDS,
  sort_key: Type.Optional(Type.Enum(['created_at', 'updated_at', 'namespace'], { default: 'created_at' })),
  visibility: Type.Optional(Type.Enum([...NAMESPACE_VISIBILITIES])),
  resource_types: Type.Optional(
    Type.String({ description: 'Resource types separated by commas; namespaces associated with one of them' }),
  ),
});

export const ENTRIES_QUERY = Type.Object({
  ...PAGE_FIELDS,
  sort_key: Type.Optional(Type.Enum(['created_at', 'updated_at', 'name'], { default: 'created_at' })),
});

const FIELDS = { created_at: 'created-at', updated_at: 'updated-at' } as const;

/** @throws IngotError `invalid`. */
export function parseNamespaceQuery(query: URLSearchParams): NamespaceQuery {
  const resourceTypes = query.getAll('resource_types').flatMap((text) => text.split(','));
  return {
    ...parsePage(query, 'namespace'),
    ...visibilityFilter(query.get('visibility')),
    ...(resourceTypes.length === 0 ? {} : { resourceTypes }),
  };
}

/** @throws IngotError `invalid`. */
export function parseEntryQuery(query: URLSearchParams): EntryQuery {
  return parsePage(query, 'name');
}

function parsePage(query: URLSearchParams, nameKey: 'name' | 'namespace'): EntryQuery {
  const marker = query.get('marker');
  return {
    sort: {
      field: sortField(query.get('sort_key') ?? 'created_at', nameKey),
      direction: sortDirection(query.get('sort_dir') ?? 'desc'),
    },
    limit: parseLimit(query.get('limit')),
    ...(marker === null ? {} : { marker }),
  };
}

function sortField(key: string, nameKey: string): EntryQuery['sort']['field'] {
  if (key === nameKey) return 'name';
  if (key === 'created_at' || key === 'updated_at') return FIELDS[key];
  throw new IngotError(
    'invalid',
    `Invalid sort key: ${key}. It must be one of the following: created_at, updated_at, ${nameKey}.`,
  );
}

function visibilityFilter(text: string | null): Pick<NamespaceQuery, 'visibility'> {
  if (text === null) return {};
  const visibility = NAMESPACE_VISIBILITIES.find((one) => one === text);
  if (visibility !== undefined) return { visibility };
  throw new IngotError('invalid', `Invalid visibility value: ${text}. It must be public or private.`);
}
