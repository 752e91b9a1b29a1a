import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { newProjectId, newUserId } from '../kernel/ids.ts';
import { DEFAULT_DOMAIN_ID, USERS_DOMAIN_ID } from './domain.ts';
import type { Project } from './project.ts';
import { failsWith } from './testing/fails-with.ts';
import { FAILED_LOGINS, PASSWORD } from './testing/real-identity.ts';
import { openScene, type Scene } from './testing/scene.ts';
import type { TokenCaller } from './tokens.ts';

let scene: Scene;
let project: Project;
let member: TokenCaller;
beforeEach(async () => {
  scene = await openScene();
  project = await scene.project('work');
  member = await scene.callerOf(await scene.user('ann', project, 'member'), project);
});
afterEach(() => scene.stop());

const forbidden = failsWith('forbidden');
const NEW_PROJECT = { domainId: DEFAULT_DOMAIN_ID, name: 'p', description: '', enabled: true, tags: [] };
const NEW_USER = {
  domainId: DEFAULT_DOMAIN_ID,
  name: 'u',
  enabled: true,
  email: null,
  description: null,
  defaultProjectId: null,
  password: null,
};

describe('who is no administrator', () => {
  it('manages nothing, and cannot tell what exists from what does not', async () => {
    const { identity } = scene;
    const roleId = scene.role('admin');
    const target = { kind: 'project', projectId: project.id } as const;
    const assignment = { userId: member.userId, roleId, target };
    const operations: (() => Promise<unknown>)[] = [
      async () => identity.domainCreate(member, { name: 'd', description: '', enabled: true }),
      async () => identity.domainGet(member, USERS_DOMAIN_ID),
      async () => identity.domainList(member, {}, {}),
      async () => identity.domainUpdate(member, DEFAULT_DOMAIN_ID, { name: 'd' }),
      async () => identity.domainDelete(member, USERS_DOMAIN_ID),
      async () => identity.projectCreate(member, NEW_PROJECT),
      async () => identity.projectGet(member, scene.admin.projectId ?? project.id),
      async () => identity.projectGet(member, newProjectId()),
      async () => identity.projectList(member, {}, {}),
      async () => identity.projectList(member, { assignedTo: scene.admin.userId }, {}),
      async () => identity.projectUpdate(member, project.id, () => ({ name: 'other' })),
      async () => identity.projectDelete(member, project.id),
      async () => identity.userCreate(member, NEW_USER),
      async () => identity.userGet(member, scene.admin.userId),
      async () => identity.userGet(member, newUserId()),
      async () => identity.userList(member, {}, {}),
      async () => identity.userUpdate(member, member.userId, () => ({ name: 'other' })),
      async () => identity.userDelete(member, member.userId),
      async () => identity.roleCreate(member, { name: 'r', description: '' }),
      async () => identity.roleGet(member, roleId),
      async () => identity.roleList(member, {}, {}),
      async () => identity.roleUpdate(member, roleId, { description: 'x' }),
      async () => identity.roleDelete(member, roleId),
      async () => identity.roleInferenceList(member),
      async () => identity.roleInferenceAdd(member, { priorId: scene.role('member'), impliedId: roleId }),
      async () => identity.roleInferenceRemove(member, { priorId: roleId, impliedId: scene.role('member') }),
      async () => identity.assignmentAdd(member, assignment),
      async () => identity.assignmentCheck(member, assignment),
      async () => identity.assignmentRemove(member, assignment),
      async () => identity.assignedRoleList(member, member.userId, target),
      async () => identity.assignmentList(member, {}, { effective: false }),
    ];
    for (const operation of operations) await assert.rejects(operation, forbidden, String(operation));
  });

  it('sees himself, his domain and his projects', async () => {
    const { identity } = scene;
    const other = await scene.project('other');
    await scene.give(member.userId, other.id, 'reader');
    assert.equal((await identity.userGet(member, member.userId)).name, 'ann');
    assert.equal((await identity.domainGet(member, DEFAULT_DOMAIN_ID)).name, 'Default');
    assert.equal((await identity.projectGet(member, project.id)).name, 'work');
    assert.equal((await identity.projectGet(member, other.id)).name, 'other');
    const { items } = await identity.projectList(member, { assignedTo: member.userId }, {});
    assert.deepEqual(
      items.map(({ name }) => name),
      ['other', 'work'],
    );
    const own = await identity.assignmentList(member, { userId: member.userId }, { effective: true });
    assert.deepEqual(
      own.items
        .map(({ role, target }) => `${role.name} on ${target.kind === 'project' && target.project.name}`)
        .toSorted(),
      ['member on work', 'reader on other', 'reader on work'],
    );
  });

  it('changes the own password with the present one, and does not get to guess it', async () => {
    const { identity } = scene;
    const change = (original: string) =>
      identity.userPasswordChange(member, member.userId, { original, password: 'new', remoteAddress: '127.0.0.1' });
    for (let i = 0; i < FAILED_LOGINS; i++) await assert.rejects(change('wrong'), failsWith('unauthenticated'));
    await assert.rejects(change(PASSWORD), failsWith('too-many-requests'));
    scene.advance(60_000);
    await change(PASSWORD);
    await assert.rejects(change(PASSWORD), failsWith('unauthenticated'));
    const others = { original: PASSWORD, password: 'new', remoteAddress: '127.0.0.1' };
    await assert.rejects(identity.userPasswordChange(member, scene.admin.userId, others), forbidden);
  });
});

describe('names', () => {
  it('are unique in their domain, and free again when given up', async () => {
    const { identity, admin } = scene;
    await assert.rejects(scene.project('work'), failsWith('conflict'));
    await identity.projectCreate(admin, { ...NEW_PROJECT, name: 'work', domainId: USERS_DOMAIN_ID });
    const second = await scene.project('second');
    await assert.rejects(
      identity.projectUpdate(admin, second.id, () => ({ name: 'work' })),
      failsWith('conflict'),
    );
    await identity.projectUpdate(admin, project.id, () => ({ name: 'given-up' }));
    await identity.projectUpdate(admin, second.id, () => ({ name: 'work' }));
    await assert.rejects(identity.userCreate(admin, { ...NEW_USER, name: 'ann' }), failsWith('conflict'));
    await assert.rejects(identity.roleCreate(admin, { name: 'admin', description: '' }), failsWith('conflict'));
    const domain = { name: 'Default', description: '', enabled: true };
    await assert.rejects(identity.domainCreate(admin, domain), failsWith('conflict'));
  });

  it('are not blank and not too long', async () => {
    const { identity, admin } = scene;
    for (const name of ['', ' ', 'x'.repeat(65)]) {
      await assert.rejects(async () => identity.projectCreate(admin, { ...NEW_PROJECT, name }), failsWith('invalid'));
    }
    await assert.rejects(identity.userCreate(admin, { ...NEW_USER, name: 'x'.repeat(256) }), failsWith('invalid'));
    await identity.userCreate(admin, { ...NEW_USER, name: 'x'.repeat(255) });
  });

  it('of one user, wanted by many at once, are given to one', async () => {
    const attempts = Array.from({ length: 10 }, () => scene.identity.userCreate(scene.admin, NEW_USER));
    const outcomes = await Promise.allSettled(attempts);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  });
});

describe('what the service itself stands on', () => {
  it('cannot be deleted, disabled or renamed', async () => {
    const { identity, admin } = scene;
    for (const id of [DEFAULT_DOMAIN_ID, USERS_DOMAIN_ID]) {
      await assert.rejects(identity.domainUpdate(admin, id, { enabled: false }), forbidden);
      await assert.rejects(identity.domainDelete(admin, id), forbidden);
    }
    for (const name of ['admin', 'member', 'reader', 'service']) {
      await assert.rejects(identity.roleDelete(admin, scene.role(name)), forbidden);
      await assert.rejects(identity.roleUpdate(admin, scene.role(name), { name: 'other' }), forbidden);
    }
  });

  it('cannot be given away by letting a role imply admin, not over several steps either', async () => {
    const { identity, admin } = scene;
    const direct = { priorId: scene.role('reader'), impliedId: scene.role('admin') };
    await assert.rejects(identity.roleInferenceAdd(admin, direct), forbidden);
    const auditor = await identity.roleCreate(admin, { name: 'auditor', description: '' });
    await identity.roleInferenceAdd(admin, { priorId: auditor.id, impliedId: scene.role('reader') });
    await scene.identity.assignmentAdd(admin, {
      userId: member.userId,
      roleId: auditor.id,
      target: { kind: 'project', projectId: project.id },
    });
    await identity.roleInferenceRemove(admin, { priorId: auditor.id, impliedId: scene.role('reader') });
  });

  it('is made once; a start without any administrator makes one again', async () => {
    const { identity, admin } = scene;
    assert.deepEqual(await identity.bootstrap({ adminPassword: 'other' }), { created: false });
    const assignments = await identity.assignmentList(admin, { roleId: scene.role('admin') }, { effective: false });
    assert.equal(assignments.items.length, 2);
    await identity.userDelete(admin, admin.userId);
    assert.deepEqual(await identity.bootstrap({ adminPassword: 'other' }), { created: true });
    const user = { name: 'admin', domain: { id: DEFAULT_DOMAIN_ID } };
    const { authorization } = await identity.tokenIssue({
      proof: { method: 'password', user, password: 'other' },
      scope: { kind: 'project', project: user },
      remoteAddress: '127.0.0.1',
    });
    assert.deepEqual(
      authorization.roles.map((role) => role.name),
      ['admin', 'member', 'reader'],
    );
  });
});

describe('lists', () => {
  it('come in pages that together are the whole, in order of their names', async () => {
    for (const name of ['e', 'b', 'd', 'a', 'c']) await scene.project(name);
    const names: string[] = [];
    let marker: Project['id'] | undefined;
    do {
      const request = marker === undefined ? { limit: 2 } : { limit: 2, marker };
      const page = await scene.identity.projectList(scene.admin, { domainId: DEFAULT_DOMAIN_ID }, request);
      assert.ok(page.items.length <= 2);
      names.push(...page.items.map(({ name }) => name));
      marker = page.next === null ? undefined : page.items.at(-1)?.id;
    } while (marker !== undefined);
    assert.deepEqual(names, ['a', 'admin', 'b', 'c', 'd', 'e', 'work']);
    const gone = { marker: newProjectId() };
    await assert.rejects(scene.identity.projectList(scene.admin, {}, gone), failsWith('invalid'));
  });

  it('find projects by all of their tags', async () => {
    const { identity, admin } = scene;
    await identity.projectUpdate(admin, project.id, () => ({ tags: ['b', 'a', 'b'] }));
    const find = async (tags: string[]) =>
      (await identity.projectList(admin, { tags }, {})).items.map(({ tags: t }) => t);
    assert.deepEqual(await find(['a', 'b']), [['a', 'b']]);
    assert.deepEqual(await find(['a', 'c']), []);
    const many = Array.from({ length: 3000 }, (_, index) => `tag${index}`);
    await assert.rejects(async () => find(many), failsWith('invalid'));
    await assert.rejects(
      identity.projectUpdate(admin, project.id, () => ({ tags: ['a,b'] })),
      failsWith('invalid'),
    );
  });
});
