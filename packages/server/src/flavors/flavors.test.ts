import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { hasCode, type ErrorCode } from '../kernel/errors.ts';
import type { Caller } from '../kernel/caller.ts';
import { newDomainId, newProjectId, newUserId, parseFlavorId, type FlavorId, type ProjectId } from '../kernel/ids.ts';
import { BUILT_IN_FLAVORS } from './built-in.ts';
import { createFlavors } from './create-flavors.ts';
import { createSqlFlavorStore, flavorMigrations } from './flavor-store.sql.ts';
import { MOST_FLAVORS } from './flavor.ts';
import type { Flavors } from './flavors.ts';

const HOME = newProjectId();
const SMALL = { name: 'small', vcpus: 1, memoryMib: 512 };

function caller(projectId: ProjectId, ...roles: string[]): Caller {
  const user = { userId: newUserId(), userName: 'anna', userDomainId: newDomainId(), requestId: 'req' };
  return { ...user, projectId, domainId: null, roles: new Set(roles) };
}

const reader = caller(HOME, 'reader');
const member = caller(HOME, 'member', 'reader');
const stranger = caller(newProjectId(), 'member', 'reader');
const admin = caller(newProjectId(), 'admin', 'member', 'reader');
const fails = (code: ErrorCode) => (error: unknown) => hasCode(error, code);

function builtIn(text: string): FlavorId {
  const id = parseFlavorId(text);
  assert.ok(id);
  return id;
}

for (const engine of ENGINES) {
  const open = async (context: TestContext): Promise<Flavors> => {
    const { database, remove } = await temporaryDatabase({ migrations: [flavorMigrations], engine });
    context.after(remove);
    return createFlavors({ store: createSqlFlavorStore(database) });
  };

  describe(`flavors on ${engine}`, () => {
    it('the built-in ones are there for everybody, and stay', async (context) => {
      const flavors = await open(context);
      assert.deepEqual(await flavors.flavorList(reader), BUILT_IN_FLAVORS);
      const id = builtIn('voi-c107v-plus');
      assert.equal((await flavors.flavorGet(stranger, id)).model, 'C107V Plus');
      await assert.rejects(flavors.flavorDelete(admin, id), fails('conflict'));
      await assert.rejects(flavors.flavorUpdate(admin, id, { vcpus: 2 }), fails('conflict'));
      await assert.rejects(flavors.flavorDelete(member, id), fails('forbidden'));
      await assert.rejects(flavors.flavorCreate(admin, { ...SMALL, name: 'vdi-low' }), fails('conflict'));
    });

    it('a project makes its own, which are nothing to others', async (context) => {
      const flavors = await open(context);
      const made = await flavors.flavorCreate(member, { ...SMALL, desktopTypes: ['vdi'], dataDiskGib: 5 });
      assert.deepEqual(await flavors.flavorGet(reader, made.id), made);
      assert.deepEqual((await flavors.flavorList(reader)).at(-1), made);
      await assert.rejects(flavors.flavorGet(stranger, made.id), fails('not-found'));
      assert.deepEqual(await flavors.flavorList(stranger), BUILT_IN_FLAVORS);
      await assert.rejects(flavors.flavorCreate(reader, { ...SMALL, name: 'mine' }), fails('forbidden'));
      await assert.rejects(flavors.flavorUpdate(reader, made.id, { vcpus: 2 }), fails('forbidden'));
      await assert.rejects(flavors.flavorDelete(stranger, made.id), fails('not-found'));
      assert.deepEqual(await flavors.flavorUpdate(member, made.id, { vcpus: 2 }), { ...made, vcpus: 2 });
      await flavors.flavorDelete(member, made.id);
      await assert.rejects(flavors.flavorGet(member, made.id), fails('not-found'));
    });

    it('administrators make those of everybody', async (context) => {
      const flavors = await open(context);
      await assert.rejects(flavors.flavorCreate(member, { ...SMALL, isPublic: true }), fails('forbidden'));
      const made = await flavors.flavorCreate(admin, { ...SMALL, isPublic: true });
      assert.equal(made.projectId, null);
      assert.deepEqual((await flavors.flavorList(stranger)).at(-1), made);
      await assert.rejects(flavors.flavorDelete(member, made.id), fails('forbidden'));
    });

    it('administrators see what there is for a project of others', async (context) => {
      const flavors = await open(context);
      const made = await flavors.flavorCreate(member, SMALL);
      assert.deepEqual((await flavors.flavorList(admin)).at(-1), BUILT_IN_FLAVORS.at(-1));
      assert.deepEqual((await flavors.flavorList(admin, { project: HOME })).at(-1), made);
      assert.deepEqual((await flavors.flavorList(reader, { project: HOME, name: 'small' })).at(-1), made);
      await assert.rejects(flavors.flavorList(stranger, { project: HOME }), fails('forbidden'));
    });

    it('names are unlike within a project, and there is an end to them', async (context) => {
      const flavors = await open(context);
      const first = await flavors.flavorCreate(member, SMALL);
      await assert.rejects(flavors.flavorCreate(member, SMALL), fails('conflict'));
      await flavors.flavorCreate(stranger, SMALL);
      const second = await flavors.flavorCreate(member, { ...SMALL, name: 'second' });
      await assert.rejects(flavors.flavorUpdate(member, second.id, { name: 'small' }), fails('conflict'));
      assert.equal((await flavors.flavorUpdate(member, first.id, { name: 'small' })).name, 'small');
      for (let count = 2; count < MOST_FLAVORS; count++) {
        await flavors.flavorCreate(member, { ...SMALL, name: `flavor ${count}` });
      }
      await assert.rejects(flavors.flavorCreate(member, { ...SMALL, name: 'another' }), fails('quota-exceeded'));
    });

    it('a list is narrowed by name, desktops and architecture', async (context) => {
      const flavors = await open(context);
      const arm = await flavors.flavorCreate(member, { ...SMALL, architecture: 'aarch64' });
      assert.deepEqual(await flavors.flavorList(member, { architecture: 'aarch64' }), [arm]);
      assert.deepEqual(await flavors.flavorList(member, { name: 'small' }), [arm]);
      const vdi = await flavors.flavorList(member, { desktopType: 'vdi' });
      assert.deepEqual(
        vdi.map(({ name }) => name),
        ['vdi-low', 'vdi-medium', 'vdi-high', 'small'],
      );
    });

    it('one is chosen for desktops that it is for', async (context) => {
      const flavors = await open(context);
      const id = builtIn('voi-c106v');
      assert.equal((await flavors.flavorChoose(reader, id, 'tci')).id, id);
      assert.equal((await flavors.flavorChoose(reader, id, null)).id, id);
      await assert.rejects(flavors.flavorChoose(reader, id, 'vdi'), /for VOI, TCI, not for VDI/);
    });

    it('values that no machine can have are refused, and leave nothing', async (context) => {
      const flavors = await open(context);
      for (const bad of [
        { vcpus: 0 },
        { vcpus: 1.5 },
        { memoryMib: Number.NaN },
        { systemDiskGib: -1 },
        { dataDiskGib: 1e9 },
        { name: '' },
        { name: 'a/b' },
        { description: 'two\nlines' },
      ]) {
        await assert.rejects(flavors.flavorCreate(member, { ...SMALL, ...bad }), fails('invalid'), JSON.stringify(bad));
      }
      assert.equal((await flavors.flavorList(member)).length, BUILT_IN_FLAVORS.length);
    });
  });
}
