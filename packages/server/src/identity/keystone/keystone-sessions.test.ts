import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProjectId } from '../../kernel/ids.ts';
import { failsWith } from '../testing/fails-with.ts';
import type { KeystoneAnswer, KeystoneHttp, KeystoneRequest } from './keystone-http.ts';
import { createKeystoneSessions } from './keystone-sessions.ts';
import { tokenBody } from './testing/fake-keystone.ts';

/*
 * What a real Keystone does is in `acceptance/console/keystone.test.ts`; here what it does seldom.
 */
const ROLE_NAMES = { admin: ['cloud-admin'], member: ['member'], reader: ['reader'], service: ['service'] };
const ANNA = { userName: 'anna', domainName: 'Default', password: 'hers', remoteAddress: '127.0.0.1' };
const UNSCOPED = tokenBody({ scope: {}, roles: [] });

function answer(status: number, body: unknown, token?: string): KeystoneAnswer {
  return { status, body, headers: token === undefined ? {} : { 'x-subject-token': token } };
}

/** Sessions before a Keystone that gives these answers, and what it was asked. */
function before(...answers: KeystoneAnswer[]) {
  const asked: KeystoneRequest[] = [];
  const http: KeystoneHttp = {
    ask: async (request) => {
      asked.push(request);
      const next = answers.shift();
      assert.ok(next, `${request.method} ${request.path}`);
      return next;
    },
    close: () => undefined,
  };
  return { sessions: createKeystoneSessions(http, ROLE_NAMES), asked };
}

const PROJECTS = {
  projects: [
    { id: 'p0', name: 'closed', enabled: false },
    { id: 'p1', name: 'alpha', enabled: true },
  ],
};

test('who has no default project works in the first one that is open to him', async () => {
  const { sessions, asked } = before(
    answer(201, UNSCOPED, 'unscoped'),
    answer(200, PROJECTS),
    answer(201, tokenBody({ roles: ['cloud-admin'] }), 'scoped'),
    answer(200, PROJECTS),
  );
  const { token, session } = await sessions.sessionBegin(ANNA);
  assert.equal(token, 'scoped');
  assert.deepEqual([session.project.name, session.roles], ['alpha', ['admin']]);
  assert.deepEqual(
    session.projects.map(({ name }) => name),
    ['alpha'],
  );
  assert.deepEqual(asked[2]?.json, {
    auth: { identity: { methods: ['token'], token: { id: 'unscoped' } }, scope: { project: { id: 'p1' } } },
  });
});

test('who has no project is told so', async () => {
  const { sessions } = before(answer(201, UNSCOPED, 'unscoped'), answer(200, { projects: [] }));
  await assert.rejects(sessions.sessionBegin(ANNA), failsWith('forbidden'));
});

test('a wrong password, and a project without a role, are one refusal', async () => {
  await assert.rejects(before(answer(401, null)).sessions.sessionBegin(ANNA), failsWith('unauthenticated'));
  const id = parseProjectId('p2');
  assert.ok(id);
  await assert.rejects(
    before(answer(401, null)).sessions.sessionChange('held', id, '127.0.0.1'),
    failsWith('unauthenticated'),
  );
});

test('an answer that is none is no session', async () => {
  for (const [status, body, token] of [
    [201, {}, 'given'],
    [201, tokenBody(), undefined],
    [200, tokenBody(), 'given'],
  ] as const) {
    await assert.rejects(before(answer(status, body, token)).sessions.sessionBegin(ANNA), failsWith('unavailable'));
  }
});
