import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { CompiledQuery } from 'kysely';
import { openSqlite } from '../db/index.ts';
import type { Image, ImageMember } from './image.ts';
import type { ImageStore, ListScope } from './image-store.ts';
import { listQuery } from './image-list.sql.ts';
import { toRow } from './image-rows.sql.ts';
import type { ImageTables } from './image-tables.sql.ts';
import { createSqlImageStore, imageMigrations } from './image-store.sql.ts';
import type { ImageQuery } from './image-query.ts';
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
  it('hold, page by page, exactly what they should, in order', async () => {
    const worlds = fc.array(fc.tuple(images, fc.uniqueArray(offers, { selector: (o) => o.memberId })), {
      maxLength: 40,
    });
    const questions = fc.array(fc.tuple(scopes, queries, fc.integer({ min: 1, max: 7 })), {
      minLength: 8,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(worlds, questions, async (world, asked) => {
        const database = openSqlite(':memory:');
        try {
          await database.migrate([imageMigrations]);
          const store = createSqlImageStore(database, () => Promise.reject(new Error('no jobs here')));
          const { all, members } = await fill(store, world);
          for (const [scope, query, limit] of asked) {
            const wanted = listModel(all, members, scope, { ...query, limit });
            assert.deepEqual(await everyPage(store, scope, query, limit), wanted);
          }
        } finally {
          await database.close();
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('reads a page of the default list along indexes, whatever others keep', async (context) => {
    const database = openSqlite(':memory:');
    context.after(() => database.close());
    await database.migrate([imageMigrations]);
    const scope = { kind: 'project', project: testProject('p1') } as const;
    const query = { hidden: false, sort: [], limit: 25 } as const;
    const kysely = database.tables<ImageTables>();
    const [marker] = fc.sample(images, 1);
    const { sql, parameters } = listQuery(kysely, scope, query, marker ? toRow(marker) : null).compile();
    const plan = await kysely.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
    const steps = plan.rows.map(({ detail }) => detail).filter((detail) => detail.includes('INDEX'));
    assert.deepEqual(steps, [
      'SEARCH image USING INDEX image_by_owner (owner_id=? AND hidden=? AND created_at<?)',
      'SEARCH image USING INDEX image_by_visibility (visibility=? AND hidden=? AND created_at<?)',
      'SEARCH image USING INDEX sqlite_autoindex_image_1 (id=?)',
      'SEARCH image_member USING COVERING INDEX image_member_offers (member_id=? AND status=?)',
    ]);
  });
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
