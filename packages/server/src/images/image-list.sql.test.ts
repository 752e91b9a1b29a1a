import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { CompiledQuery, type Kysely } from 'kysely';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import type { Image, ImageMember } from './image.ts';
import type { ImageStore, ListScope } from './image-store.ts';
import { listQuery } from './image-list.sql.ts';
import { selective } from './image-rarity.sql.ts';
import { toRow } from './image-rows.sql.ts';
import type { ImageTables } from './image-tables.sql.ts';
import { createSqlImageStore, imageMigrations } from './image-store.sql.ts';
import type { ImageQuery, SortField } from './image-query.ts';
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

  const own: ListScope = { kind: 'project', project: testProject('p1') };
  const all: ListScope = { kind: 'all', project: testProject('p1') };
  const by = (field: SortField, direction: 'asc' | 'desc' = 'asc'): Partial<ImageQuery> => ({
    sort: [{ field, direction }],
  });
  const ofProject = (order: string, place: string): string[] => [
    `image_owner_by_${order} (owner_id=? AND ${place})`,
    `image_public_by_${order} (${place})`,
    'sqlite_autoindex_image_1 (id=?)',
    'image_member_offers (member_id=? AND status=?)',
  ];
  const everything = (order: string, place: string): string[] => [`image_all_by_${order} (${place})`];
  const aged = '(created_at,id)<(?,?)';
  const named = '(sort_name,created_at,id)>(?,?,?)';
  const sized = '(sort_size,created_at,id)<(?,?,?)';
  const changed = '(updated_at,created_at,id)>(?,?,?)';
  const plans: readonly { what: string; scope: ListScope; query: Partial<ImageQuery>; walks: string[] }[] = [
    { what: 'the default list of a project', scope: own, query: {}, walks: ofProject('age', aged) },
    { what: 'that by name', scope: own, query: by('name'), walks: ofProject('name', named) },
    { what: 'that by size', scope: own, query: by('size', 'desc'), walks: ofProject('size', sized) },
    { what: 'that by change', scope: own, query: by('updated-at'), walks: ofProject('change', changed) },
    { what: 'a name in it', scope: own, query: { names: ['a'] }, walks: ofProject('name', `sort_name=? AND ${aged}`) },
    {
      what: 'private ones of a project',
      scope: own,
      query: { visibility: 'private' },
      walks: [`image_owner_private (owner_id=? AND ${aged})`],
    },
    {
      what: 'shared ones of a project, and with it',
      scope: own,
      query: { visibility: 'shared' },
      walks: [`image_owner_shared (owner_id=? AND ${aged})`, ...ofProject('age', aged).slice(2)],
    },
    { what: 'everything', scope: all, query: {}, walks: everything('age', aged) },
    { what: 'everything by name', scope: all, query: by('name'), walks: everything('name', named) },
    { what: 'everything by size', scope: all, query: by('size', 'desc'), walks: everything('size', sized) },
    { what: 'everything by change', scope: all, query: by('updated-at'), walks: everything('change', changed) },
    { what: 'a name', scope: all, query: { names: ['a'] }, walks: everything('name', `sort_name=? AND ${aged}`) },
    { what: 'a status that is common', scope: all, query: { statuses: ['active'] }, walks: everything('age', aged) },
    {
      what: 'what is public',
      scope: all,
      query: { visibility: 'public' },
      walks: [`image_public_by_age (${aged})`],
    },
    {
      what: 'what a project has',
      scope: all,
      query: { owner: testProject('p2') },
      walks: [`image_owner_by_age (owner_id=? AND ${aged})`],
    },
  ];
  for (const { what, scope, query, walks } of plans) {
    it(`begin at the marker in an index of its order: ${what}`, async (context) => {
      const kysely = await tables(context);
      const [last] = fc.sample(images, 1).map((image) => ({ ...toRow(image), revision: 1 }));
      const wanted = { hidden: false, sort: [], limit: 25, ...query };
      const plan = await planOf(kysely, listQuery(kysely, scope, wanted, last ?? null, null));
      assert.deepEqual(
        plan.filter((step) => step.includes('INDEX')).map((step) => step.replace(/^.* INDEX /, '')),
        walks,
      );
      // Only what others share, which is few, and the pages of the sets together may have to be put in order.
      assert.ok(plan.filter((step) => step.includes('TEMP B-TREE')).length <= (scope.kind === 'all' ? 0 : 2));
    });
  }

  it('look up what is rare in an index of its own', async (context) => {
    const kysely = await tables(context);
    const rare: Partial<ImageQuery> = {
      md5: 'a',
      sha512: 'b',
      visibility: 'shared',
      hidden: true,
      statuses: ['saving', 'queued'],
      tags: ['t'],
      properties: { os: 'x'.repeat(100) },
    };
    const steps: string[][] = [];
    for (const fitting of selective(kysely, { hidden: false, sort: [], limit: 25, ...rare })) {
      steps.push(await planOf(kysely, fitting));
    }
    assert.deepEqual(steps, [
      ['SEARCH image USING INDEX image_md5 (md5=?)'],
      ['SEARCH image USING INDEX image_sha512 (sha512=?)'],
      ['SCAN image USING INDEX image_owner_shared'],
      ['SCAN image USING INDEX image_hidden'],
      ['SEARCH image USING INDEX image_unready (status=?)'],
      ['SEARCH image_tag USING COVERING INDEX image_tagged (tag=?)'],
      ['SEARCH image_property USING INDEX image_property_value (name=? AND <expr>=?)'],
    ]);
  });
});

async function tables(context: TestContext): Promise<Kysely<ImageTables>> {
  const { database, remove } = await temporaryDatabase({ engine: 'sqlite', migrations: [imageMigrations] });
  context.after(remove);
  return database.tables<ImageTables>();
}

async function planOf(kysely: Kysely<ImageTables>, query: { compile(): CompiledQuery }): Promise<string[]> {
  const { sql, parameters } = query.compile();
  const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  const { rows } = await kysely.executeQuery<{ detail: string }>(explain);
  return rows.map(({ detail }) => detail);
}

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
