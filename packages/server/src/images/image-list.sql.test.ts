import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { CompiledQuery } from 'kysely';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import type { Image, ImageMember } from './image.ts';
import type { ImageStore, ListScope } from './image-store.ts';
import { listQuery } from './image-list.sql.ts';
import { toRow } from './image-rows.sql.ts';
import type { ImageTables } from './image-tables.sql.ts';
import { createSqlImageStore, imageMigrations } from './image-store.sql.ts';
import type { ImageQuery } from './image-query.ts';
import { NO_OTHER_PARTS } from './testing/no-other-parts.ts';
import { images, offers, queries, scopes, testProject } from './testing/arbitraries.ts';
import { listModel } from './testing/list-model.ts';

/** `INGOT_TEST_RUNS=2000` looks harder. */
const RUNS = Number(process.env['INGOT_TEST_RUNS'] ?? 25);

async function everyPage(
  store: ImageStore,
  scope: ListScope,
  query: Omit<ImageQuery, 'marker' | 'limit'>,
  limit: number,
): Promise<Image[]> {
  const all: Image[] = [];
  for (;;) {
    const marker = all.at(-1)?.id;
    const page = await store.imageList(scope, { ...query, limit, ...(marker && { marker }) });
    assert.ok(page.items.length <= limit);
    all.push(...page.items);
    if (!page.more) return all;
    assert.equal(page.items.length, limit, 'a page with more behind it is full');
  }
}

describe('lists of images in SQL', () => {
  for (const engine of ENGINES)
    it(`hold, page by page, exactly what they should, in order, on ${engine}`, async () => {
      const worlds = fc.array(fc.tuple(images, fc.uniqueArray(offers, { selector: (o) => o.memberId })), {
        maxLength: 40,
      });
      const questions = fc.array(fc.tuple(scopes, queries, fc.integer({ min: 1, max: 7 })), {
        minLength: 8,
        maxLength: 8,
      });
      await fc.assert(
        fc.asyncProperty(worlds, questions, async (world, asked) => {
          const { database, remove } = await temporaryDatabase({ engine, migrations: [imageMigrations] });
          try {
            const store = createSqlImageStore(database, NO_OTHER_PARTS);
            const { all, members } = await fill(store, world);
            for (const [scope, query, limit] of asked) {
              const wanted = listModel(all, members, scope, { ...query, limit });
              assert.deepEqual(await everyPage(store, scope, query, limit), wanted);
            }
          } finally {
            await remove();
          }
        }),
        { numRuns: RUNS },
      );
    });

  const shared = [
    'SEARCH image USING INDEX sqlite_autoindex_image_1 (id=?)',
    'SEARCH image_member USING COVERING INDEX image_member_offers (member_id=? AND status=?)',
  ];
  const own: ListScope = { kind: 'project', project: testProject('p1') };
  const all: ListScope = { kind: 'all', project: testProject('p1') };
  const byName = [{ field: 'name', direction: 'asc' }] as const;
  const plans: readonly { what: string; scope: ListScope; query: Partial<ImageQuery>; steps: string[] }[] = [
    {
      what: 'the default list of a project',
      scope: own,
      query: {},
      steps: [
        'SEARCH image USING INDEX image_by_owner (owner_id=? AND created_at<?)',
        'SEARCH image USING INDEX image_by_visibility (visibility=? AND created_at<?)',
        ...shared,
      ],
    },
    {
      what: 'a name in a project',
      scope: own,
      query: { names: ['debian'] },
      steps: [
        'SEARCH image USING INDEX image_by_owner_name (owner_id=? AND name=?)',
        'SEARCH image USING INDEX image_by_visibility (visibility=? AND created_at<?)',
        ...shared,
      ],
    },
    {
      what: 'everything, for an administrator',
      scope: all,
      query: {},
      steps: ['SEARCH image USING INDEX image_by_age (created_at<?)'],
    },
    {
      what: 'everything by name, for an administrator',
      scope: all,
      query: { sort: byName },
      steps: ['SEARCH image USING INDEX image_by_name (name>?)'],
    },
  ];
  for (const { what, scope, query, steps } of plans) {
    it(`read ${what} along an index, whatever others keep`, async (context) => {
      const { database, remove } = await temporaryDatabase({ engine: 'sqlite', migrations: [imageMigrations] });
      context.after(remove);
      const kysely = database.tables<ImageTables>();
      const last = fc.sample(images, 100).find(({ name }) => name !== null);
      const wanted = { hidden: false, sort: [], limit: 25, ...query };
      const { sql, parameters } = listQuery(kysely, scope, wanted, last ? toRow(last) : null).compile();
      const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
      const { rows } = await kysely.executeQuery<{ detail: string }>(explain);
      assert.deepEqual(
        rows.map(({ detail }) => detail).filter((detail) => detail.includes('INDEX')),
        steps,
      );
    });
  }
});

async function fill(
  store: ImageStore,
  world: [Image, { memberId: ImageMember['memberId']; status: ImageMember['status'] }[]][],
): Promise<{ all: Image[]; members: ImageMember[] }> {
  const all: Image[] = [];
  const members: ImageMember[] = [];
  await store.transaction(async (tx) => {
    for (const [image, shares] of world) {
      if (!(await tx.imageInsert(image))) continue;
      all.push(image);
      for (const { memberId, status } of shares) {
        const member = { imageId: image.id, memberId, status, createdAt: 1, updatedAt: 2 };
        await tx.memberInsert(member);
        members.push(member);
      }
    }
  });
  return { all, members };
}
