import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  newApplicationCredentialId,
  newDomainId,
  newProjectId,
  newRoleId,
  newUserId,
  type DomainId,
  type ProjectId,
  type UserId,
} from '../../kernel/ids.ts';
import type { ApplicationCredential } from '../application-credential.ts';
import type { Domain } from '../domain.ts';
import type { IdentityStore } from '../identity-store.ts';
import type { Project } from '../project.ts';
import type { Role } from '../role.ts';
import type { User } from '../user.ts';
import { failsWith } from './fails-with.ts';

const domain = (name: string): Domain => ({ id: newDomainId(), name, description: 'd', enabled: true });
const role = (name: string): Role => ({ id: newRoleId(), name, description: '' });
const project = (domainId: DomainId, name: string): Project => ({
  id: newProjectId(),
  domainId,
  name,
  description: '',
  enabled: true,
  tags: ['one', 'two'],
});
const user = (domainId: DomainId, name: string): User => ({
  id: newUserId(),
  domainId,
  name,
  enabled: true,
  email: null,
  description: null,
  defaultProjectId: null,
  tokenGeneration: 0,
});
const credential = (userId: UserId, projectId: ProjectId, roles: readonly Role[]): ApplicationCredential => ({
  id: newApplicationCredentialId(),
  userId,
  projectId,
  name: 'ci',
  description: null,
  roleIds: roles.map(({ id }) => id).toSorted(),
  unrestricted: true,
  expiresAt: 1_800_000_000_123,
});
const ALL = { after: null, limit: 1000 };

/** What every store of identities has to do. @param open a store without anything in it, and how to close it. */
export function testIdentityStore(
  what: string,
  open: () => Promise<{ readonly store: IdentityStore; readonly close: () => Promise<void> }>,
): void {
  describe(what, () => {
    let store: IdentityStore;
    let close: () => Promise<void>;
    const home = domain('home');
    const work = project(home.id, 'work');
    const ann = user(home.id, 'ann');
    const member = role('member');
    const reader = role('reader');
    beforeEach(async () => {
      ({ store, close } = await open());
      await store.write(async (writer) => {
        await writer.domainInsert(home);
        await writer.projectInsert(work);
        await writer.userInsert(ann, 'hash');
        await writer.roleInsert(member);
        await writer.roleInsert(reader);
      });
    });
    afterEach(() => close());

    it('gives back what was put in, by id and by name, and null for what is not there', async () => {
      assert.deepEqual(await store.domainGet(home.id), home);
      assert.deepEqual(await store.domainByName('home'), home);
      assert.deepEqual(await store.projectGet(work.id), work);
      assert.deepEqual(await store.projectByName(home.id, 'work'), work);
      assert.deepEqual(await store.userGet(ann.id), ann);
      assert.deepEqual(await store.userByName(home.id, 'ann'), ann);
      assert.deepEqual(await store.roleGet(member.id), member);
      assert.deepEqual(await store.roleByName('member'), member);
      assert.equal(await store.userPasswordHash(ann.id), 'hash');
      assert.equal(await store.domainByName('Home'), null);
      assert.equal(await store.projectGet(newProjectId()), null);
      assert.equal(await store.userByName(newDomainId(), 'ann'), null);
      assert.equal(await store.userPasswordHash(newUserId()), null);
      assert.equal(await store.applicationCredentialGet(newApplicationCredentialId()), null);
    });

    it('writes the whole record on update, and the password apart from it', async () => {
      const changed: User = {
        ...ann,
        name: 'anna',
        enabled: false,
        email: 'a@example.org',
        description: 'x',
        defaultProjectId: work.id,
        tokenGeneration: 4_000_000_000,
      };
      const smaller: Project = { ...work, name: 'less', enabled: false, description: 'y', tags: ['two'] };
      await store.write(async (writer) => {
        await writer.userUpdate(changed);
        await writer.projectUpdate(smaller);
        await writer.domainUpdate({ ...home, enabled: false });
        await writer.roleUpdate({ ...role('read'), id: reader.id });
      });
      assert.deepEqual(await store.userGet(ann.id), changed);
      assert.equal(await store.userPasswordHash(ann.id), 'hash');
      assert.deepEqual(await store.projectGet(work.id), smaller);
      assert.equal((await store.domainGet(home.id))?.enabled, false);
      assert.equal((await store.roleGet(reader.id))?.name, 'read');
      await store.write((writer) => writer.userPasswordSet(ann.id, null));
      assert.equal(await store.userPasswordHash(ann.id), null);
    });

    it('replaces a hash by a newer one of the same secret only while it is there', async () => {
      const ci = credential(ann.id, work.id, [member]);
      await store.write(async (writer) => {
        await writer.applicationCredentialInsert(ci, 'secret');
        for (const outdated of ['hash', 'another'])
          await writer.userPasswordReplace(ann.id, outdated, `after ${outdated}`);
        for (const outdated of ['secret', 'another']) {
          await writer.applicationCredentialSecretReplace(ci.id, outdated, `after ${outdated}`);
        }
      });
      assert.equal(await store.userPasswordHash(ann.id), 'after hash');
      assert.equal(await store.applicationCredentialSecretHash(ci.id), 'after secret');
    });

    it('refuses a name that is taken, as a conflict, and keeps nothing of that transaction', async () => {
      const other = domain('other');
      const attempts = [domain('home'), project(home.id, 'work'), user(home.id, 'ann'), role('member')] as const;
      const [sameDomain, sameProject, sameUser, sameRole] = attempts;
      const taken = failsWith('conflict');
      await assert.rejects(
        store.write((writer) => writer.domainInsert(sameDomain)),
        taken,
      );
      await assert.rejects(
        store.write((writer) => writer.userInsert(sameUser, null)),
        taken,
      );
      await assert.rejects(
        store.write((writer) => writer.roleInsert(sameRole)),
        taken,
      );
      const half = store.write(async (writer) => {
        await writer.domainInsert(other);
        await writer.projectInsert(sameProject);
      });
      await assert.rejects(half, taken);
      assert.equal(await store.domainGet(other.id), null);
      await store.write(async (writer) => {
        await writer.domainInsert(other);
        await writer.projectInsert(project(other.id, 'work'));
      });
    });

    it('rolls back when the work fails, with the error of the work', async () => {
      const failing = store.write(async (writer) => {
        await writer.userDelete(ann.id);
        throw new Error('on purpose');
      });
      await assert.rejects(failing, /on purpose/);
      assert.deepEqual(await store.userGet(ann.id), ann);
    });

    it('lists by name and id, from a place on, narrowed', async () => {
      const others = ['b', 'a', 'c'].map((name) => project(home.id, name));
      await store.write(async (writer) => {
        for (const one of others) await writer.projectInsert({ ...one, enabled: one.name !== 'c', tags: [one.name] });
      });
      const names = async (...given: Parameters<IdentityStore['projectList']>) =>
        (await store.projectList(...given)).map(({ name }) => name);
      assert.deepEqual(await names({}, ALL), ['a', 'b', 'c', 'work']);
      const [b] = others;
      assert.deepEqual(await names({}, { after: { name: 'b', id: b?.id ?? '' }, limit: 1 }), ['c']);
      assert.deepEqual(await names({}, { after: { name: 'b', id: '' }, limit: 2 }), ['b', 'c']);
      assert.deepEqual(await names({ enabled: false }, ALL), ['c']);
      assert.deepEqual(await names({ name: 'a' }, ALL), ['a']);
      assert.deepEqual(await names({ tags: ['one', 'two'] }, ALL), ['work']);
      assert.deepEqual(await names({ tags: ['one', 'a'] }, ALL), []);
      assert.deepEqual(await names({ domainId: newDomainId() }, ALL), []);
      assert.deepEqual(await store.userList({ enabled: true, domainId: home.id, name: 'ann' }, ALL), [ann]);
      assert.deepEqual(await store.userList({ enabled: false }, ALL), []);
      assert.deepEqual(await store.domainList({ enabled: true, name: 'home' }, ALL), [home]);
      assert.deepEqual(await store.roleList({}, ALL), [member, reader]);
      assert.deepEqual(await store.roleList({ name: 'reader' }, ALL), [reader]);
    });

    it('keeps assignments on projects and domains apart, each once', async () => {
      const onWork = { userId: ann.id, roleId: member.id, target: { kind: 'project', projectId: work.id } } as const;
      const onHome = { userId: ann.id, roleId: reader.id, target: { kind: 'domain', domainId: home.id } } as const;
      await store.write(async (writer) => {
        for (const one of [onWork, onWork, onHome, onHome]) await writer.assignmentInsert(one);
      });
      assert.deepEqual(await store.assignmentList({}, 10), [onWork, onHome]);
      assert.deepEqual(await store.assignmentList({}, 1), [onWork]);
      assert.deepEqual(await store.assignmentList({ target: onHome.target }, 10), [onHome]);
      assert.deepEqual(await store.assignmentList({ roleId: member.id }, 10), [onWork]);
      assert.deepEqual(await store.assignmentList({ userId: newUserId() }, 10), []);
      assert.deepEqual(await store.assignedRoles(ann.id, onWork.target), [member]);
      assert.deepEqual(await store.assignedRoles(ann.id, onHome.target), [reader]);
      assert.equal(await store.assignmentHas({ ...onWork, roleId: reader.id }), false);
      assert.deepEqual(await store.projectList({ assignedTo: ann.id }, ALL), [work]);
      assert.deepEqual(await store.domainList({ assignedTo: ann.id }, ALL), [home]);
      await store.write((writer) => writer.assignmentDelete(onWork));
      assert.equal(await store.assignmentHas(onWork), false);
      assert.equal(await store.assignmentHas(onHome), true);
    });

    it('keeps which role implies which, each once', async () => {
      const inference = { priorId: member.id, impliedId: reader.id };
      await store.write(async (writer) => {
        await writer.roleInferenceInsert(inference);
        await writer.roleInferenceInsert(inference);
      });
      assert.deepEqual(await store.roleInferences(), [inference]);
      await store.write((writer) => writer.roleInferenceDelete(inference));
      assert.deepEqual(await store.roleInferences(), []);
    });

    it('keeps application credentials with their roles, and their secrets apart', async () => {
      const ci = credential(ann.id, work.id, [member, reader]);
      await store.write((writer) => writer.applicationCredentialInsert(ci, 'secret hash'));
      assert.deepEqual(await store.applicationCredentialGet(ci.id), ci);
      assert.deepEqual(await store.applicationCredentialByName(ann.id, 'ci'), ci);
      assert.deepEqual(await store.applicationCredentialList({ userId: ann.id }, ALL), [ci]);
      assert.deepEqual(await store.applicationCredentialList({ userId: ann.id, name: 'other' }, ALL), []);
      assert.equal(await store.applicationCredentialSecretHash(ci.id), 'secret hash');
      const same = store.write((writer) =>
        writer.applicationCredentialInsert({ ...ci, id: newApplicationCredentialId() }, ''),
      );
      await assert.rejects(same, failsWith('conflict'));
      await store.write((writer) => writer.applicationCredentialDelete(ci.id));
      assert.equal(await store.applicationCredentialGet(ci.id), null);
    });

    it('takes along what belongs to a thing that is deleted', async () => {
      const ci = credential(ann.id, work.id, [member]);
      const assignment = {
        userId: ann.id,
        roleId: member.id,
        target: { kind: 'project', projectId: work.id },
      } as const;
      const fill = () =>
        store.write(async (writer) => {
          await writer.applicationCredentialInsert(ci, '');
          await writer.assignmentInsert(assignment);
        });
      await fill();
      await store.write((writer) => writer.projectDelete(work.id));
      assert.deepEqual(await store.assignmentList({}, 10), []);
      assert.equal(await store.applicationCredentialGet(ci.id), null);
      await store.write((writer) => writer.projectInsert(work));
      await fill();
      await store.write((writer) => writer.roleDelete(member.id));
      assert.deepEqual(await store.assignmentList({}, 10), []);
      assert.deepEqual((await store.applicationCredentialGet(ci.id))?.roleIds, []);
      await store.write((writer) => writer.domainDelete(home.id));
      assert.equal(await store.userGet(ann.id), null);
      assert.equal(await store.projectGet(work.id), null);
      assert.equal(await store.applicationCredentialGet(ci.id), null);
    });

    it('remembers revocations until they are purged', async () => {
      await store.write(async (writer) => {
        await writer.revocationInsert('a', 1000);
        await writer.revocationInsert('a', 1000);
        await writer.revocationInsert('b', 2000);
      });
      assert.equal(await store.isRevoked('a'), true);
      assert.equal(await store.isRevoked('c'), false);
      await store.write((writer) => writer.revocationPurge(1000));
      assert.equal(await store.isRevoked('a'), false);
      assert.equal(await store.isRevoked('b'), true);
    });
  });
}
