import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../app.ts';
import { loadConfig } from '../../config/index.ts';
import { temporaryDatabaseUrl } from '../../db/testing/temporary-database.ts';
import { openDataDirectory } from '../../data-directory/index.ts';
import type { RouteEntry } from '../../http/http-server.ts';
import type { PreparedImage, Preparation } from './matrix-row.ts';
import type { KnownPersona, Persona } from './personas.ts';

const PASSWORD = 'correct-horse-battery';
const DAY = 86_400_000;

/** The whole service on a free port, with a user for every persona. */
export interface World extends Preparation {
  readonly routes: readonly RouteEntry[];
  send(persona: Persona, method: string, path: string, init?: RequestInit): Promise<Response>;
  readonly projects: Readonly<Record<KnownPersona, string>>;
  /** Whose token has ended gets a new one. */
  signInAgain(): Promise<void>;
  /** Of every persona; their names are what they are called here. */
  readonly password: string;
  stop(): Promise<void>;
}

/** Which project each persona works in, and as what. */
const PLACES: Readonly<Record<Exclude<KnownPersona, 'admin'>, readonly [project: string, role: string]>> = {
  reader: ['home', 'reader'],
  member: ['home', 'member'],
  other: ['elsewhere', 'member'],
  pending: ['asked', 'member'],
  accepted: ['sharing', 'member'],
};

export async function startWorld(): Promise<World> {
  const root = await mkdtemp(path.join(tmpdir(), 'ingot-matrix-'));
  const beside = await mkdtemp(path.join(tmpdir(), 'ingot-matrix-beside-'));
  const database = await temporaryDatabaseUrl();
  const settings = ['--imports.allowed-hosts', '127.0.0.1', '--database.url', database.url];
  const loaded = loadConfig({ args: settings, environment: {} });
  if (loaded.help) throw new Error('help was not asked for');
  // Expired tokens are made by going back in time.
  let shift = 0;
  const app = await createApp({
    config: loaded.config,
    directory: await openDataDirectory(root),
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
    clock: { now: () => Date.now() + shift },
  });
  await app.bootstrap({ adminPassword: PASSWORD });
  await app.startWork();
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`;

  const tokens = new Map<Persona, string>();
  async function send(persona: Persona, method: string, target: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const token = tokens.get(persona);
    if (token !== undefined) headers.set('x-auth-token', token);
    return await fetch(base + target, { ...init, method, headers });
  }
  async function signIn(user: object, project: object): Promise<string> {
    const auth = { identity: { methods: ['password'], password: { user } }, scope: { project } };
    const answer = await postJson('/identity/v3/auth/tokens', { auth });
    return answer.headers.get('x-subject-token') ?? '';
  }
  async function postJson(target: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return checked(await send('none', 'POST', target, { headers, body: JSON.stringify(body) }));
  }
  async function as(
    persona: Persona,
    method: string,
    target: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
  ): Promise<unknown> {
    const init = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const text = await (await checked(await send(persona, method, target, init))).text();
    return text === '' ? null : JSON.parse(text);
  }
  const asAdmin: Preparation['asAdmin'] = (method, target, body, headers) => as('admin', method, target, body, headers);

  const administrator = { name: 'admin', domain: { id: 'default' }, password: PASSWORD };
  // How each gets a token, for those whose token has ended.
  const signIns = new Map<Persona, () => Promise<string>>();
  async function signedIn(persona: Persona, user: object, project: object): Promise<void> {
    signIns.set(persona, () => signIn(user, project));
    tokens.set(persona, await signIn(user, project));
  }
  await signedIn('admin', administrator, { name: 'admin', domain: { id: 'default' } });
  const adminProject = (await asAdmin('GET', '/identity/v3/projects?name=admin')) as { projects: { id: string }[] };
  const users: Record<string, string> = {};
  const projects: Record<string, string> = { admin: adminProject.projects[0]?.id ?? '' };
  const { roles } = (await asAdmin('GET', '/identity/v3/roles')) as { roles: { id: string; name: string }[] };
  const made = new Map<string, string>();
  for (const [persona, [projectName, roleName]] of Object.entries(PLACES)) {
    const project = made.get(projectName) ?? (await createProject(projectName));
    made.set(projectName, project);
    const body = { user: { name: persona, password: PASSWORD } };
    const { user } = (await asAdmin('POST', '/identity/v3/users', body)) as { user: { id: string } };
    const role = roles.find(({ name }) => name === roleName)?.id;
    await asAdmin('PUT', `/identity/v3/projects/${project}/users/${user.id}/roles/${role}`);
    projects[persona] = project;
    users[persona] = user.id;
    await signedIn(persona as Persona, { id: user.id, password: PASSWORD }, { id: project });
  }
  shift = -DAY;
  tokens.set('expired', await signIn({ id: users['member'], password: PASSWORD }, { id: projects['member'] }));
  shift = 0;

  async function createProject(name: string): Promise<string> {
    const answer = (await asAdmin('POST', '/identity/v3/projects', { project: { name } })) as {
      project: { id: string };
    };
    return answer.project.id;
  }

  async function prepareImage(state: PreparedImage): Promise<string> {
    const fields = { disk_format: 'raw', container_format: 'bare', visibility: 'shared' };
    const { id } = (await as('member', 'POST', '/v2/images', fields)) as { id: string };
    const image = `/v2/images/${id}`;
    const octets = { headers: { 'content-type': 'application/octet-stream' }, body: 'bytes' };
    if (state === 'staged') await checked(await send('member', 'PUT', `${image}/stage`, octets));
    else if (state === 'pushed') await as('member', 'POST', `/api/v1/images/${id}/push`, { size: 5 });
    else if (state !== 'queued') await checked(await send('member', 'PUT', `${image}/file`, octets));
    if (state === 'tagged') await as('member', 'PUT', `${image}/tags/tag`);
    for (const persona of ['pending', 'accepted']) {
      await as('member', 'POST', `${image}/members`, { member: projects[persona] });
    }
    await as('accepted', 'PUT', `${image}/members/${projects['accepted']}`, { status: 'accepted' });
    if (state === 'deleted') await as('member', 'DELETE', image);
    return id;
  }

  let count = 0;
  return {
    routes: app.http.routeTable,
    send,
    signInAgain: async () => {
      for (const [persona, begin] of signIns) tokens.set(persona, await begin());
    },
    password: PASSWORD,
    asAdmin,
    asMember: (method, target, body) => as('member', method, target, body),
    prepareImage,
    newDirectory: () => mkdtemp(path.join(beside, 'd')),
    unique: () => `thing-${++count}`,
    projects: projects as World['projects'],
    subject: users['member'] ?? '',
    home: projects['member'] ?? '',
    freshToken: () => signIn({ id: users['member'], password: PASSWORD }, { id: projects['member'] }),
    freshCredential: async () => {
      const collection = `/identity/v3/users/${users['member']}/application_credentials`;
      const answer = await as('member', 'POST', collection, {
        application_credential: { name: `credential-${++count}` },
      });
      return (answer as { application_credential: { id: string } }).application_credential.id;
    },
    stop: async () => {
      await app.stop();
      await database.remove();
      await rm(root, { recursive: true });
      await rm(beside, { recursive: true });
    },
  };
}

/** @throws Error with the answer unless it is a success: the scene of a row could not be set. */
async function checked(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
}
