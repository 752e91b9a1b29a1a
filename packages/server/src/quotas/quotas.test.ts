import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { hasCode, type ErrorCode } from '../kernel/errors.ts';
import type { Caller } from '../kernel/caller.ts';
import { newDomainId, newProjectId, newUserId, type ProjectId } from '../kernel/ids.ts';
import { createSqlQuotaStore, quotaMigrations } from './quota-store.sql.ts';
import { ceilingOf, UNLIMITED } from './quota.ts';
import { createQuotas, type Quotas } from './quotas.ts';

const VOLUMES = { volumes: 10, snapshots: 10, volumeGib: 100, largestVolumeGib: UNLIMITED };
const MACHINES = { machines: 5, vcpus: 20, memoryMib: UNLIMITED };
const DEFAULTS = { images: 100, imageBytes: 1000, optimizedImages: 0, ...VOLUMES, ...MACHINES };
const FIRST = newProjectId();

function caller(projectId: ProjectId, ...roles: string[]): Caller {
  const domainId = newDomainId();
  const user = { userId: newUserId(), userName: 'somebody', userDomainId: domainId, requestId: 'req-test' };
  return { ...user, projectId, domainId: null, roles: new Set(roles) };
}

const fails = (code: ErrorCode) => (error: unknown) => hasCode(error, code);

for (const engine of ENGINES) {
  const open = async (context: TestContext): Promise<Quotas> => {
    const { database, remove } = await temporaryDatabase({ migrations: [quotaMigrations], engine });
    context.after(remove);
    return createQuotas({
      store: createSqlQuotaStore(database),
      defaults: (project) => (project === FIRST ? { ...DEFAULTS, optimizedImages: 10 } : DEFAULTS),
      usage: [async () => ({ images: 3 }), async () => ({ optimizedImages: 1 })],
    });
  };

  describe(`quotas on ${engine}`, () => {
    it('are those of the installation until an administrator sets others, project by project', async (context) => {
      const quotas = await open(context);
      const [project, admin] = [newProjectId(), caller(newProjectId(), 'admin', 'member', 'reader')];
      assert.deepEqual(await quotas.quotaGet(caller(project, 'reader'), project), {
        images: { limit: 100, usage: 3 },
        imageBytes: { limit: 1000, usage: 0 },
        optimizedImages: { limit: 0, usage: 1 },
        volumes: { limit: 10, usage: 0 },
        snapshots: { limit: 10, usage: 0 },
        volumeGib: { limit: 100, usage: 0 },
        largestVolumeGib: { limit: UNLIMITED, usage: 0 },
        machines: { limit: 5, usage: 0 },
        vcpus: { limit: 20, usage: 0 },
        memoryMib: { limit: UNLIMITED, usage: 0 },
      });
      assert.equal((await quotas.quotaGet(admin, FIRST)).optimizedImages.limit, 10);
      const set = await quotas.quotaUpdate(admin, project, { images: 5, imageBytes: UNLIMITED });
      assert.deepEqual([set.images.limit, set.imageBytes.limit, set.optimizedImages.limit], [5, UNLIMITED, 0]);
      assert.equal((await quotas.quotaUpdate(admin, project, { images: 6 })).images.limit, 6);
      const reset = await quotas.quotaUpdate(admin, project, { images: null });
      assert.deepEqual([reset.images.limit, reset.imageBytes.limit], [100, UNLIMITED]);
      assert.equal((await quotas.quotaGet(admin, FIRST)).imageBytes.limit, 1000);
    });

    it('are set by administrators only, and seen by the project', async (context) => {
      const quotas = await open(context);
      const project = newProjectId();
      await assert.rejects(quotas.quotaUpdate(caller(project, 'member', 'reader'), project, {}), fails('forbidden'));
      const stranger = caller(newProjectId(), 'member', 'reader');
      await assert.rejects(quotas.quotaGet(stranger, project), fails('not-found'));
      await assert.rejects(quotas.quotaUpdate(stranger, project, { images: 1 }), fails('not-found'));
    });

    it('are whole numbers, or none', async (context) => {
      const quotas = await open(context);
      const project = newProjectId();
      const admin = caller(project, 'admin');
      for (const images of [-2, 1.5, Number.NaN, 2 ** 53]) {
        await assert.rejects(quotas.quotaUpdate(admin, project, { images, imageBytes: 7 }), fails('invalid'));
      }
      assert.equal((await quotas.quotaGet(admin, project)).imageBytes.limit, 1000, 'all of it or nothing');
    });
  });
}

it('no limit is above everything', () => {
  assert.equal(ceilingOf(UNLIMITED), Number.MAX_SAFE_INTEGER);
  assert.equal(ceilingOf(0), 0);
});
