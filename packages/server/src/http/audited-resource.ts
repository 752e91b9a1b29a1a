/** What a changing request is about, as far as its route says. */
export interface AuditedResource {
  /** The collection that stands in the path, such as `images`. */
  readonly type: string;
  /** Null where the route names none, as when something is made. */
  readonly id: string | null;
}

/** A project that only says where the thing is: `/volume/v3/:project_id/volumes`. */
const SCOPE = /^v\d/;

/**
 * The first thing that the path names, within the project that it may be in: an image, whatever of it is changed. Where it
 * names none, the collection that something is added to.
 *
 * @param route the pattern, such as `/v2/images/:image_id/tags/:tag`
 */
export function auditedResource(route: string, params: Readonly<Record<string, string>>): AuditedResource {
  const segments = route.split('/');
  const at = segments.findIndex((segment, index) => segment.startsWith(':') && !SCOPE.test(segments[index - 1] ?? ''));
  const last = segments.findLast((segment) => segment !== '' && !segment.startsWith(':')) ?? route;
  const name = segments[at]?.slice(1);
  if (name === undefined) return { type: last, id: null };
  return { type: segments[at - 1] ?? last, id: params[name] ?? null };
}

/** What an answer shows: `{id, name}`, on its own or as the one thing in it, as OpenStack's APIs have it. */
export function shownIn(answer: unknown): { readonly id: string; readonly name: string | null } | null {
  if (typeof answer !== 'object' || answer === null) return null;
  if ('id' in answer && typeof answer.id === 'string') {
    return { id: answer.id, name: 'name' in answer && typeof answer.name === 'string' ? answer.name : null };
  }
  const [inner, ...others]: readonly unknown[] = Object.values(answer);
  return others.length === 0 && typeof inner === 'object' && inner !== null && 'id' in inner ? shownIn(inner) : null;
}
