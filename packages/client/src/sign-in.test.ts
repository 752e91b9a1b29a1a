import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn, SignInError, type Credentials } from './sign-in.ts';

const TOKEN = {
  expires_at: '2030-01-01T00:00:00.000000Z',
  user: { id: 'u', name: 'ann', domain: { id: 'default' } },
  project: { id: 'p', name: 'work' },
  roles: [{ name: 'member' }],
  catalog: [
    {
      type: 'image',
      endpoints: [
        { interface: 'internal', url: 'http://no' },
        { interface: 'public', url: 'http://images:9292/image/' },
      ],
    },
  ],
};

/** Signs in to an identity service that answers with `token`. @returns the session and what was asked */
async function signedIn(credentials: Credentials, token: object = TOKEN) {
  const asked: { url: string; body: unknown }[] = [];
  const answer: typeof fetch = async (url, init) => {
    const request = new Request(url, init);
    asked.push({ url: request.url, body: await request.json() });
    return Response.json({ token }, { status: 201, headers: { 'X-Subject-Token': 'gAAA' } });
  };
  const session = await signIn('http://identity/v3/', credentials, answer);
  return { session, asked: asked[0] };
}

test('a password is sent with its user and project, and the service is found in the catalog', async () => {
  const user = { name: 'ann', domain: { name: 'Default' } };
  const { session, asked } = await signedIn({ kind: 'password', user, password: 'open', project: { id: 'p' } });
  assert.equal(asked?.url, 'http://identity/v3/auth/tokens');
  assert.deepEqual(asked?.body, {
    auth: {
      identity: { methods: ['password'], password: { user: { ...user, password: 'open' } } },
      scope: { project: { id: 'p' } },
    },
  });
  assert.deepEqual(session, {
    base: 'http://images:9292',
    token: 'gAAA',
    expiresAt: TOKEN.expires_at,
    user: { id: 'u', name: 'ann' },
    project: { id: 'p', name: 'work' },
    roles: ['member'],
  });
});

test('an application credential brings its own scope', async () => {
  const { asked } = await signedIn({ kind: 'application-credential', id: 'c', secret: 's' });
  const identity = { methods: ['application_credential'], application_credential: { id: 'c', secret: 's' } };
  assert.deepEqual(asked?.body, { auth: { identity } });
});

test('a token is changed for one of another project', async () => {
  const { asked } = await signedIn({ kind: 'token', token: 'old', project: { id: 'p' } });
  const identity = { methods: ['token'], token: { id: 'old' } };
  assert.deepEqual(asked?.body, { auth: { identity, scope: { project: { id: 'p' } } } });
});

test('a token without a project, or of a cloud without images, is of no use', async () => {
  const credentials = { kind: 'token', token: 'old', project: null } as const;
  const { project: _project, ...unscoped } = TOKEN;
  const code = (expected: SignInError['code']) => (error: unknown) =>
    error instanceof SignInError && error.code === expected;
  await assert.rejects(signedIn(credentials, unscoped), code('no-project'));
  await assert.rejects(signedIn(credentials, { ...TOKEN, catalog: [] }), code('no-image-service'));
});
