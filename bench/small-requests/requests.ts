import { signInBody, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import type { Load } from './wrk.ts';

/** Whom a request is sent to, and as whom. */
export interface Target {
  readonly contestant: Contestant;
  /** Of its member. */
  readonly session: Session;
  /** Of the images that the member has. */
  readonly ids: readonly string[];
}

/** Images that requests for single ones take turns with. */
const TURNS = 100;

export function listRequest({ contestant, session }: Target): Load {
  const headers = { 'X-Auth-Token': session.token };
  return { base: contestant.imageUrl, paths: ['/v2/images?limit=25'], headers, status: 200 };
}

export function showRequest(target: Target): Load {
  return { ...listRequest(target), paths: target.ids.slice(0, TURNS).map((id) => `/v2/images/${id}`) };
}

export function createRequest(target: Target): Load {
  const image = {
    name: 'bench-post-@N@',
    disk_format: 'raw',
    container_format: 'bare',
    visibility: 'private',
    os_distro: 'debian',
  };
  const load = listRequest(target);
  const headers = { ...load.headers, 'Content-Type': 'application/json' };
  return { ...load, method: 'POST', paths: ['/v2/images'], headers, body: JSON.stringify(image), status: 201 };
}

/** Each request changes something, so that none can be answered without a write. */
export function renameRequest(target: Target): Load {
  const load = showRequest(target);
  const headers = { ...load.headers, 'Content-Type': 'application/openstack-images-v2.1-json-patch' };
  const body = JSON.stringify([{ op: 'replace', path: '/name', value: 'bench-patch-@N@' }]);
  return { ...load, method: 'PATCH', headers, body };
}

export function signInRequest({ contestant }: Target): Load {
  const { origin, pathname } = new URL(`${contestant.authUrl}/auth/tokens`);
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify(signInBody(contestant.member));
  return { base: origin, paths: [pathname], method: 'POST', headers, body, status: 201 };
}

export function discoveryRequest({ contestant }: Target): Load {
  return { base: contestant.imageUrl, paths: ['/versions'], status: 200 };
}

export function schemaRequest(target: Target): Load {
  return { ...listRequest(target), paths: ['/v2/schemas/image'] };
}
