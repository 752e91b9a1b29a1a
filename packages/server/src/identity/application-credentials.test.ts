import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { CreatedApplicationCredential, NewApplicationCredential } from './application-credentials.ts';
import type { Project } from './project.ts';
import type { RequestedScope } from './sign-in.ts';
import { failsWith } from './testing/fails-with.ts';
import { FAILED_LOGINS, LIFETIME } from './testing/real-identity.ts';
import { openScene, type Scene } from './testing/scene.ts';
import type { TokenCaller } from './tokens.ts';
import type { User } from './user.ts';

let scene: Scene;
let project: Project;
let user: User;
let caller: TokenCaller;
beforeEach(async () => {
  scene = await openScene();
  project = await scene.project('work');
  user = await scene.user('ann', project, 'admin');
  caller = await scene.callerOf(user, project);
});
afterEach(() => scene.stop());

const WANTED: NewApplicationCredential = {
  name: 'ci',
  description: null,
  secret: null,
  roles: null,
  unrestricted: false,
  expiresAt: null,
};
const DEFAULT: RequestedScope = { kind: 'default' };

function create(wanted: Partial<NewApplicationCredential> = {}, by = caller): Promise<CreatedApplicationCredential> {
  return scene.identity.applicationCredentialCreate(by, by.userId, { ...WANTED, ...wanted });
}

async function signIn(
  credential: Pick<CreatedApplicationCredential, 'id' | 'secret'>,
  scope = DEFAULT,
): Promise<string> {
  const proof = {
    method: 'application_credential',
    credential: { id: credential.id },
    secret: credential.secret,
  } as const;
  return (await scene.identity.tokenIssue({ proof, scope, remoteAddress: '127.0.0.1' })).sealed;
}

async function callerBy(credential: Pick<CreatedApplicationCredential, 'id' | 'secret'>): Promise<TokenCaller> {
  return scene.identity.authenticate(await signIn(credential), 'req-test');
}

describe('an application credential', () => {
  it('acts for its user on its project, with the roles that it was given and what they imply', async () => {
    const by = await callerBy(await create({ roles: [{ name: 'member' }] }));
    assert.equal(by.userId, user.id);
    assert.equal(by.projectId, project.id);
    assert.deepEqual(by.roles, new Set(['member', 'reader']));
  });

  it('can be named together with its user, and with a secret of the user', async () => {
    await create({ secret: 'chosen' });
    const named = { name: 'ci', user: { name: 'ann', domain: { name: 'Default' } } };
    const proof = { method: 'application_credential', credential: named, secret: 'chosen' } as const;
    const { authorization } = await scene.identity.tokenIssue({ proof, scope: DEFAULT, remoteAddress: '127.0.0.1' });
    assert.deepEqual(authorization.token.methods, ['application_credential']);
  });

  it('cannot have roles that the user does not have, nor be made for somebody else', async () => {
    await assert.rejects(create({ roles: [{ name: 'service' }] }), failsWith('invalid'));
    await assert.rejects(
      scene.identity.applicationCredentialCreate(scene.admin, user.id, WANTED),
      failsWith('forbidden'),
    );
  });

  it('has a name of its own and does not expire before it is made', async () => {
    await create();
    await assert.rejects(create(), failsWith('conflict'));
    await assert.rejects(create({ name: 'past', expiresAt: 1 }), failsWith('invalid'));
    await assert.rejects(create({ name: 'empty', secret: '' }), failsWith('invalid'));
  });

  it('needs a project', async () => {
    const unscoped = await scene.identity.authenticate(await scene.signIn(user, { kind: 'unscoped' }), 'req-test');
    await assert.rejects(create({}, unscoped), failsWith('invalid'));
  });

  it('loses with the user: a role that is taken away is gone at once', async () => {
    await scene.give(user.id, project.id, 'reader');
    const credential = await create({ roles: [{ name: 'member' }] });
    const sealed = await signIn(credential);
    const target = { kind: 'project', projectId: project.id } as const;
    await scene.identity.assignmentRemove(scene.admin, { userId: user.id, roleId: scene.role('admin'), target });
    const left = await scene.identity.authenticate(sealed, 'req-test');
    assert.deepEqual(left.roles, new Set(['reader']));
    await scene.identity.assignmentRemove(scene.admin, { userId: user.id, roleId: scene.role('reader'), target });
    await assert.rejects(scene.identity.authenticate(sealed, 'req-test'), failsWith('unauthenticated'));
    await assert.rejects(signIn(credential), failsWith('unauthenticated'));
  });

  it('ends the tokens made with it when it expires or is deleted', async () => {
    const expiresAt = caller.authorization.token.issuedAt + 60_000;
    const short = await create({ name: 'short', expiresAt });
    const sealed = await signIn(short);
    const { token } = (await scene.identity.authenticate(sealed, 'req-test')).authorization;
    assert.equal(token.expiresAt, expiresAt);
    const deleted = await create({ name: 'deleted' });
    const other = await signIn(deleted);
    await scene.identity.authenticate(other, 'req-test');
    await scene.identity.applicationCredentialDelete(caller, user.id, deleted.id);
    await assert.rejects(scene.identity.authenticate(other, 'req-test'), failsWith('unauthenticated'));
    scene.advance(60_000);
    await assert.rejects(scene.identity.authenticate(sealed, 'req-test'), failsWith('unauthenticated'));
    await assert.rejects(signIn(short), failsWith('unauthenticated'));
  });

  it('does not lead out of its project', async () => {
    const elsewhere = await scene.project('elsewhere');
    await scene.give(user.id, elsewhere.id, 'member');
    const credential = await create({ unrestricted: true });
    const asked: RequestedScope = { kind: 'project', project: { id: elsewhere.id } };
    await assert.rejects(signIn(credential, asked), failsWith('invalid'));
    const token = await signIn(credential);
    const rescope = (scope: RequestedScope) =>
      scene.identity.tokenIssue({ proof: { method: 'token', token }, scope, remoteAddress: '127.0.0.1' });
    await assert.rejects(rescope(asked), failsWith('unauthenticated'));
    await assert.rejects(rescope({ kind: 'unscoped' }), failsWith('unauthenticated'));
    await scene.identity.userUpdate(scene.admin, user.id, () => ({ defaultProjectId: elsewhere.id }));
    const { authorization } = await rescope(DEFAULT);
    assert.equal(authorization.applicationCredential?.id, credential.id);
    assert.equal(authorization.scope.kind === 'project' && authorization.scope.project.id, project.id);
    assert.ok(authorization.token.expiresAt <= caller.authorization.token.issuedAt + LIFETIME);
  });

  it('makes and deletes others only when it is unrestricted', async () => {
    const restricted = await create({ name: 'restricted' });
    const by = await callerBy(restricted);
    await assert.rejects(create({ name: 'more' }, by), failsWith('forbidden'));
    await assert.rejects(
      scene.identity.applicationCredentialDelete(by, user.id, restricted.id),
      failsWith('forbidden'),
    );
    const unrestricted = await callerBy(await create({ name: 'unrestricted', unrestricted: true }));
    const more = await create({ name: 'more' }, unrestricted);
    await scene.identity.applicationCredentialDelete(unrestricted, user.id, more.id);
  });

  it("is nobody else's to see; administrators may see and delete", async () => {
    const credential = await create();
    const bob = await scene.callerOf(await scene.user('bob', project, 'member'), project);
    const { identity, admin } = scene;
    await assert.rejects(identity.applicationCredentialGet(bob, user.id, credential.id), failsWith('forbidden'));
    await assert.rejects(identity.applicationCredentialGet(bob, bob.userId, credential.id), failsWith('not-found'));
    await assert.rejects(identity.applicationCredentialDelete(bob, user.id, credential.id), failsWith('forbidden'));
    const shown = await identity.applicationCredentialGet(admin, user.id, credential.id);
    assert.equal('secret' in shown, false);
    const listed = await identity.applicationCredentialList(admin, user.id, { name: 'ci' }, {});
    assert.deepEqual(listed.items, [shown]);
    await identity.applicationCredentialDelete(admin, user.id, credential.id);
    assert.deepEqual((await identity.applicationCredentialList(caller, user.id, {}, {})).items, []);
  });

  it('is locked out after wrong secrets, and its user is not', async () => {
    const { id, secret } = await create();
    for (let i = 0; i < FAILED_LOGINS; i++) {
      await assert.rejects(signIn({ id, secret: 'wrong' }), failsWith('unauthenticated'));
    }
    await assert.rejects(signIn({ id, secret }), failsWith('too-many-requests'));
    await scene.signIn(user);
  });
});
