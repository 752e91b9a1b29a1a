import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { DEFAULT_DOMAIN_ID } from './domain.ts';
import type { Project } from './project.ts';
import type { RequestedScope } from './sign-in.ts';
import { failsWith } from './testing/fails-with.ts';
import { FAILED_LOGINS, LIFETIME, LOCKOUT, PASSWORD } from './testing/real-identity.ts';
import { openScene, type Scene } from './testing/scene.ts';
import type { TokenCaller } from './tokens.ts';
import type { User } from './user.ts';

let scene: Scene;
let project: Project;
let user: User;
beforeEach(async () => {
  scene = await openScene();
  project = await scene.project('work');
  user = await scene.user('ann', project, 'member');
});
afterEach(() => scene.stop());

const ADDRESS = '127.0.0.1';
const onProject = (): RequestedScope => ({ kind: 'project', project: { id: project.id } });
const use = (sealed: string): Promise<TokenCaller> => scene.identity.authenticate(sealed, 'req-test');
const refused = failsWith('unauthenticated');
const rescope = (token: string, scope: RequestedScope) =>
  scene.identity.tokenIssue({ proof: { method: 'token', token }, scope, remoteAddress: ADDRESS });

describe('signing in', () => {
  it('takes user and project by name too, and gives implied roles', async () => {
    const { sealed, authorization } = await scene.identity.tokenIssue({
      proof: { method: 'password', user: { name: 'ann', domain: { name: 'Default' } }, password: PASSWORD },
      scope: { kind: 'project', project: { name: 'work', domain: { id: DEFAULT_DOMAIN_ID } } },
      remoteAddress: ADDRESS,
    });
    assert.deepEqual(
      authorization.roles.map((role) => role.name),
      ['member', 'reader'],
    );
    assert.equal(authorization.token.expiresAt - authorization.token.issuedAt, LIFETIME);
    const caller = await use(sealed);
    assert.equal(caller.userId, user.id);
    assert.equal(caller.projectId, project.id);
    assert.equal(caller.requestId, 'req-test');
    assert.deepEqual(caller.roles, new Set(['member', 'reader']));
  });

  it('fails in one way, whatever was wrong', async () => {
    const elsewhere = await scene.project('elsewhere');
    const byName = (name: string, domain = 'Default') => ({ name, domain: { name: domain } });
    const tries = [
      { user: byName('ann'), password: 'wrong', scope: onProject() },
      { user: byName('nobody'), password: PASSWORD, scope: onProject() },
      { user: byName('ann', 'users'), password: PASSWORD, scope: onProject() },
      { user: byName('ann', 'nowhere'), password: PASSWORD, scope: onProject() },
      { user: byName('ann'), password: PASSWORD, scope: { kind: 'project', project: { id: elsewhere.id } } as const },
      { user: byName('ann'), password: PASSWORD, scope: { kind: 'domain', domain: { name: 'Default' } } as const },
    ];
    const messages = new Set<string>();
    for (const { user: who, password, scope } of tries) {
      const signIn = { proof: { method: 'password', user: who, password } as const, scope, remoteAddress: ADDRESS };
      await assert.rejects(scene.identity.tokenIssue(signIn), (error: Error) => {
        messages.add(error.message);
        return refused(error);
      });
    }
    assert.equal(messages.size, 1);
  });

  it('for a domain makes nobody an administrator of the installation', async () => {
    const target = { kind: 'domain', domainId: DEFAULT_DOMAIN_ID } as const;
    await scene.identity.assignmentAdd(scene.admin, { userId: user.id, roleId: scene.role('admin'), target });
    const scope: RequestedScope = { kind: 'domain', domain: { id: DEFAULT_DOMAIN_ID } };
    const caller = await use(await scene.signIn(user, scope));
    assert.deepEqual([caller.domainId, caller.projectId], [DEFAULT_DOMAIN_ID, null]);
    assert.deepEqual(caller.roles, new Set(['member', 'reader']));
    const mine = {
      userId: user.id,
      roleId: scene.role('admin'),
      target: { kind: 'project', projectId: project.id },
    } as const;
    await assert.rejects(async () => scene.identity.assignmentAdd(caller, mine), failsWith('forbidden'));
  });

  it('without a scope is for the default project, if the user has a role there, else for nothing', async () => {
    assert.equal((await use(await scene.signIn(user))).projectId, null);
    await scene.identity.userUpdate(scene.admin, user.id, () => ({ defaultProjectId: project.id }));
    assert.equal((await use(await scene.signIn(user))).projectId, project.id);
    assert.equal((await use(await scene.signIn(user, { kind: 'unscoped' }))).projectId, null);
    const elsewhere = await scene.project('elsewhere');
    await scene.identity.userUpdate(scene.admin, user.id, () => ({ defaultProjectId: elsewhere.id }));
    assert.equal((await use(await scene.signIn(user))).projectId, null);
  });

  it('is refused for a while after wrong passwords, for users that do not exist too', async () => {
    for (const name of ['ann', 'nobody']) {
      const guess = (password: string) =>
        scene.identity.tokenIssue({
          proof: { method: 'password', user: { name, domain: { id: DEFAULT_DOMAIN_ID } }, password },
          scope: { kind: 'unscoped' },
          remoteAddress: ADDRESS,
        });
      for (let i = 0; i < FAILED_LOGINS; i++) await assert.rejects(guess('wrong'), refused);
      await assert.rejects(guess(PASSWORD), failsWith('too-many-requests'));
    }
    // The same user under his id is the same user.
    await assert.rejects(scene.signIn(user), failsWith('too-many-requests'));
    scene.advance(LOCKOUT);
    await scene.signIn(user);
  });
});

describe('a token', () => {
  it('ends at its time', async () => {
    const sealed = await scene.signIn(user, onProject());
    scene.advance(LIFETIME - 1);
    await use(sealed);
    scene.advance(1);
    await assert.rejects(use(sealed), refused);
  });

  it('made from a token does not last longer, and remembers where it comes from', async () => {
    const first = await scene.signIn(user, { kind: 'unscoped' });
    scene.advance(1000);
    const { authorization, sealed } = await rescope(first, onProject());
    const parent = (await use(first)).authorization.token;
    assert.equal(authorization.token.expiresAt, parent.expiresAt);
    assert.equal(authorization.token.parentAuditId, parent.auditId);
    assert.deepEqual(authorization.token.methods, ['password', 'token']);
    const third = await rescope(sealed, { kind: 'unscoped' });
    assert.equal(third.authorization.token.parentAuditId, parent.auditId);
  });

  it('that was made void stays so, others stay good', async () => {
    const sealed = await scene.signIn(user, onProject());
    const other = (await rescope(sealed, onProject())).sealed;
    const caller = await use(sealed);
    await scene.identity.tokenRevoke(caller, sealed);
    await assert.rejects(use(sealed), refused);
    await assert.rejects(rescope(sealed, onProject()), refused);
    await use(other);
    // A later revocation clears away only what has expired.
    scene.advance(1000);
    await scene.identity.tokenRevoke(await use(other), other);
    await assert.rejects(use(sealed), refused);
    await assert.rejects(scene.anotherProcess().authenticate(sealed, 'req-test'), refused);
  });

  it('can be looked at and made void by its user and by administrators only', async () => {
    const sealed = await scene.signIn(user, onProject());
    const stranger = await scene.user('bob', project, 'member');
    const bob = await scene.callerOf(stranger, project);
    await assert.rejects(scene.identity.tokenValidate(bob, sealed), failsWith('forbidden'));
    await assert.rejects(scene.identity.tokenRevoke(bob, sealed), failsWith('forbidden'));
    assert.equal((await scene.identity.tokenValidate(scene.admin, sealed)).user.id, user.id);
    await scene.give(stranger.id, project.id, 'service');
    const service = await scene.callerOf(stranger, project);
    await scene.identity.tokenValidate(service, sealed);
    await assert.rejects(scene.identity.tokenRevoke(service, sealed), failsWith('forbidden'));
    await scene.identity.tokenRevoke(scene.admin, sealed);
    await assert.rejects(scene.identity.tokenValidate(scene.admin, sealed), failsWith('not-found'));
  });

  it('of a stranger is none', async () => {
    const other = await openScene();
    const foreign = await other.signIn((await other.identity.userList(other.admin, {}, {})).items[0] ?? user);
    await other.stop();
    await assert.rejects(use(foreign), refused);
    for (const text of ['', 'x', foreign.slice(1)]) await assert.rejects(use(text), refused);
  });
});

describe('what an administrator takes away is gone at once', () => {
  const ends: Readonly<Record<string, () => Promise<unknown>>> = {
    'the role': () =>
      scene.identity.assignmentRemove(scene.admin, {
        userId: user.id,
        roleId: scene.role('member'),
        target: { kind: 'project', projectId: project.id },
      }),
    'the user, disabled': () => scene.identity.userUpdate(scene.admin, user.id, () => ({ enabled: false })),
    'the user, deleted': () => scene.identity.userDelete(scene.admin, user.id),
    'the project, disabled': () => scene.identity.projectUpdate(scene.admin, project.id, () => ({ enabled: false })),
    'the project, deleted': () => scene.identity.projectDelete(scene.admin, project.id),
    'the password, set by an administrator': () =>
      scene.identity.userUpdate(scene.admin, user.id, () => ({}), 'another password'),
    'the password, changed by the user': async () =>
      scene.identity.userPasswordChange(await scene.callerOf(user, project), user.id, {
        original: PASSWORD,
        password: 'another password',
        remoteAddress: ADDRESS,
      }),
  };
  for (const [what, end] of Object.entries(ends)) {
    it(what, async () => {
      const sealed = await scene.signIn(user, onProject());
      await use(sealed);
      await end();
      await assert.rejects(use(sealed), refused);
    });
  }

  it('a domain, with everybody in it', async () => {
    const domain = await scene.identity.domainCreate(scene.admin, { name: 'branch', description: '', enabled: true });
    const inside = await scene.identity.userCreate(scene.admin, {
      domainId: domain.id,
      name: 'ann',
      enabled: true,
      email: null,
      description: null,
      defaultProjectId: null,
      password: PASSWORD,
    });
    await scene.give(inside.id, project.id, 'member');
    const sealed = await scene.signIn(inside, onProject());
    await use(sealed);
    await scene.identity.domainUpdate(scene.admin, domain.id, { enabled: false });
    await assert.rejects(use(sealed), refused);
    await scene.identity.domainDelete(scene.admin, domain.id);
    await assert.rejects(scene.identity.userGet(scene.admin, inside.id), failsWith('not-found'));
  });

  it('one role of several shrinks the rights of the token', async () => {
    await scene.give(user.id, project.id, 'admin');
    const sealed = await scene.signIn(user, onProject());
    assert.ok((await use(sealed)).roles.has('admin'));
    await scene.identity.assignmentRemove(scene.admin, {
      userId: user.id,
      roleId: scene.role('admin'),
      target: { kind: 'project', projectId: project.id },
    });
    assert.deepEqual((await use(sealed)).roles, new Set(['member', 'reader']));
  });

  it('a disabled user who is enabled again signs in anew; tokens of before stay void', async () => {
    const sealed = await scene.signIn(user, onProject());
    await scene.identity.userUpdate(scene.admin, user.id, () => ({ enabled: false }));
    await assert.rejects(scene.signIn(user), refused);
    await scene.identity.userUpdate(scene.admin, user.id, () => ({ enabled: true }));
    await assert.rejects(use(sealed), refused);
    await use(await scene.signIn(user, onProject()));
  });

  it('in another process within three seconds', async () => {
    const sealed = await scene.signIn(user, onProject());
    const other = scene.anotherProcess();
    await other.authenticate(sealed, 'req-test');
    await scene.identity.projectUpdate(scene.admin, project.id, () => ({ enabled: false }));
    scene.advance(3_000);
    await assert.rejects(other.authenticate(sealed, 'req-test'), refused);
  });
});
