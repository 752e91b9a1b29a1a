import { parseSnapshotId, parseVolumeId } from '../../../kernel/ids.ts';
import { SNAPSHOT_SORT_FIELDS, type SnapshotQuery, type SnapshotStatus } from '../../../volumes/index.ts';
import { knownSnapshot } from './ids.ts';
import { commonQuery, keysOf } from './list-query.ts';

/** All of them; the compiler counts. */
const STATUSES = keysOf({ creating: true, available: true, error: true } satisfies Record<SnapshotStatus, true>);

/**
 * Reads the query of `GET /snapshots` and `GET /snapshots/detail`.
 *
 * @returns null when no snapshot can match.
 * @throws IngotError `invalid`; `not-found` for a marker that is no id.
 */
export function parseSnapshotListQuery(query: URLSearchParams): SnapshotQuery | null {
  const common = commonQuery(query, SNAPSHOT_SORT_FIELDS, ['status', 'volume_id']);
  const id = parseSnapshotId(query.get('text')?.trim() ?? '');
  const marker = query.get('marker');
  const wanted = query.get('status');
  const status = STATUSES.find((one) => one === wanted);
  const volume = query.get('volume_id');
  const volumeId = volume === null ? null : parseVolumeId(volume);
  if ((wanted !== null && status === undefined) || (volume !== null && volumeId === null) || common === null) {
    return null;
  }
  return {
    ...common,
    ...(marker !== null && { marker: knownSnapshot(marker) }),
    ...(status !== undefined && { statuses: [status] }),
    ...(volumeId !== null && { volumeId }),
    // An id that is looked for is no word.
    ...(id !== null && { ids: [id], words: [] }),
  };
}
