import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { newProjectId, newUserId } from '../kernel/ids.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditStore } from './audit-store.ts';
import { auditMigrations, createSqlAuditStore } from './audit-store.sql.ts';

const OURS = newProjectId();
const ANNA = newUserId();
const NOON = 1_700_000_000_000;

let count = 0;
function entry(more: Partial<AuditEntry> = {}): AuditEntry {
  count += 1;
  return {
    requestId: `req-${String(count).padStart(36, '0')}`,
    at: NOON + count,
    method: 'DELETE',
    route: '/v2/images/:image_id',
    path: '/v2/images/i',
    action: null,
    resourceType: 'images',
    resourceId: 'i',
    resourceName: null,
    status: 204,
    userId: ANNA,
    userName: 'anna',
    projectId: OURS,
    remoteAddress: '::1',
    ...more,
  };
}

for (const engine of ENGINES) {
  const open = async (context: TestContext): Promise<AuditStore> => {
    const { database, remove } = await temporaryDatabase({ migrations: [auditMigrations], engine });
    context.after(remove);
    return createSqlAuditStore(database);
  };
  const ids = (entries: readonly AuditEntry[]): string[] => entries.map(({ requestId }) => requestId);

  describe(`the audit log on ${engine}`, () => {
    it('is read from the newest on, page by page, each entry once, also of one moment', async (context) => {
      const store = await open(context);
      const entries = Array.from({ length: 1203 }, (_, index) => entry({ at: NOON + Math.floor(index / 5) }));
      await store.entriesAdd(entries);
      const read: AuditEntry[] = [];
      for (;;) {
        const last = read.at(-1);
        const page = await store.entriesList({ limit: 500, ...(last && { after: last }) });
        read.push(...page);
        if (page.length < 500) break;
      }
      assert.deepEqual(ids(read), ids(entries.toReversed()));
    });

    it('is narrowed to a project, a user, a thing, a time, and to what was refused', async (context) => {
      const store = await open(context);
      const one = entry({ projectId: newProjectId() });
      const two = entry({ userId: newUserId(), status: 403 });
      const three = entry({ resourceId: 'other' });
      const nobody = entry({ userId: null, userName: null, projectId: null, resourceId: null, status: 401 });
      await store.entriesAdd([one, two, three, nobody]);
      const limit = 10;
      assert.deepEqual(ids(await store.entriesList({ limit, projectId: OURS })), ids([three, two]));
      assert.deepEqual(ids(await store.entriesList({ limit, userId: ANNA })), ids([three, one]));
      assert.deepEqual(ids(await store.entriesList({ limit, resourceId: 'i' })), ids([two, one]));
      assert.deepEqual(ids(await store.entriesList({ limit, failed: true })), ids([nobody, two]));
      const times = { since: two.at, until: nobody.at };
      assert.deepEqual(ids(await store.entriesList({ limit, ...times })), ids([three, two]));
      assert.deepEqual(await store.entriesList({ limit: 1 }), [nobody]);
    });

    it('calls what was deleted by the name that it had before', async (context) => {
      const store = await open(context);
      await store.entriesAdd([
        entry({ resourceName: 'first' }),
        entry({ resourceName: 'second' }),
        entry(),
        entry({ resourceName: 'later' }),
      ]);
      const names = (await store.entriesList({ limit: 10 })).map(({ resourceName }) => resourceName);
      assert.deepEqual(names, ['later', 'second', 'second', 'first']);
    });

    it('forgets the oldest, so many at a time', async (context) => {
      const store = await open(context);
      const entries = Array.from({ length: 5 }, () => entry());
      await store.entriesAdd(entries);
      const before = entries[3]?.at ?? 0;
      assert.deepEqual([await store.entriesForget(before, 2), await store.entriesForget(before, 2)], [2, 1]);
      assert.deepEqual(ids(await store.entriesList({ limit: 10 })), ids(entries.slice(3).toReversed()));
    });
  });
}
