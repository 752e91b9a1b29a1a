import {
  AVAILABILITY_ZONES,
  DEFAULT_VOLUME_TYPE,
  VOLUME_SORT_FIELDS,
  type VolumeQuery,
  type VolumeStatus,
} from '../../../volumes/index.ts';
import { parseVolumeId } from '../../../kernel/ids.ts';
import { knownVolume } from './ids.ts';
import { commonQuery, flag, keysOf } from './list-query.ts';

/** All of them; the compiler counts. */
const STATUSES = keysOf({
  creating: true,
  downloading: true,
  available: true,
  attaching: true,
  'in-use': true,
  detaching: true,
  uploading: true,
  extending: true,
  deleting: true,
  maintenance: true,
  error: true,
  error_extending: true,
  error_deleting: true,
} satisfies Record<VolumeStatus, true>);

/**
 * Reads the query of `GET /volumes` and `GET /volumes/detail`.
 *
 * @returns null when no volume can match.
 * @throws IngotError `invalid`; `not-found` for a marker that is no id.
 */
export function parseVolumeListQuery(query: URLSearchParams): VolumeQuery | null {
  const filters = ['id', 'status', 'bootable', 'availability_zone', 'volume_type'];
  const common = commonQuery(query, VOLUME_SORT_FIELDS, filters);
  const bootable = flag(query, 'bootable');
  const marker = query.get('marker');
  const wanted = query.get('status');
  const status = STATUSES.find((one) => one === wanted);
  const named = query.get('id');
  const id = named === null ? parseVolumeId(query.get('text')?.trim() ?? '') : parseVolumeId(named);
  const impossible =
    (wanted !== null && status === undefined) ||
    (named !== null && id === null) ||
    !isOneOf(query.get('availability_zone'), AVAILABILITY_ZONES) ||
    !isOneOf(query.get('volume_type'), [DEFAULT_VOLUME_TYPE.id, DEFAULT_VOLUME_TYPE.name]);
  if (impossible || common === null) return null;
  return {
    ...common,
    ...(bootable !== undefined && { bootable }),
    ...(marker !== null && { marker: knownVolume(marker) }),
    ...(status !== undefined && { statuses: [status] }),
    // An id that is looked for is no word.
    ...(id !== null && { ids: [id], ...(named === null && { words: [] }) }),
  };
}

/** What every volume has the same of is no question to the database. */
function isOneOf(text: string | null, known: readonly string[]): boolean {
  return text === null || known.includes(text);
}
