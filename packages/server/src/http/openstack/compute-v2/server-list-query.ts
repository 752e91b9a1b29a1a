import { IngotError } from '../../../kernel/errors.ts';
import { parseMachineId, parseProjectId } from '../../../kernel/ids.ts';
import type { MachineQuery } from '../../../machines/index.ts';
import { statesOf } from './server-state.ts';

/** Entries of a page, at most, and when nothing else is asked for. */
const LARGEST_PAGE = 1000;

/** Filters by what servers have not here: nothing can match. */
const ABSENT = ['ip', 'ip6', 'tags', 'tags-any', 'reservation_id', 'changes-since', 'changes-before'];

/**
 * Reads the query of a list of servers; null when nothing can match. What Nova passes over is passed over here as well:
 * clients send filters of administrators with every list.
 *
 * @throws IngotError `invalid`
 */
export function parseServerListQuery(query: URLSearchParams): MachineQuery | null {
  if (ABSENT.some((name) => query.has(name))) return null;
  const [status, marker, project] = [query.get('status'), query.get('marker'), projectOf(query)];
  const statuses = status === null ? null : statesOf(status);
  const owner = project === null ? null : parseProjectId(project);
  if (statuses?.length === 0 || (project !== null && owner === null)) return null;
  const name = query.get('name');
  return {
    ...(isYes(query.get('all_tenants')) && { allProjects: true }),
    ...(owner !== null && { owner }),
    ...(name !== null && { name }),
    ...(statuses !== null && { statuses }),
    ...(marker !== null && { marker: markerOf(marker) }),
    limit: limitOf(query.get('limit')),
  };
}

function projectOf(query: URLSearchParams): string | null {
  return query.get('project_id') ?? query.get('tenant_id');
}

/** An empty value, as in `?all_tenants`, is a yes. */
function isYes(text: string | null): boolean {
  return text !== null && /^(|true|1|yes|on|t|y)$/i.test(text);
}

function markerOf(text: string) {
  const id = parseMachineId(text);
  if (id === null) throw new IngotError('invalid', `marker [${text}] not found`);
  return id;
}

function limitOf(text: string | null): number {
  if (text === null) return LARGEST_PAGE;
  if (/^\d{1,15}$/.test(text)) return Math.min(Number(text), LARGEST_PAGE);
  throw new IngotError('invalid', `limit is "${text}", but has to be a whole number, not below 0.`);
}
