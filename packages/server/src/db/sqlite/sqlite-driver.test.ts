import assert from 'node:assert/strict';
import { copyFileSync, existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import type { FlushFile } from './group-flush.ts';
import { SqliteDialect } from './sqlite-dialect.ts';

interface Tables {
  note: { id: number; text: string };
}

/** A database with one table, and copies of what would be left of it if the power went out: all that was flushed. */
async function notes(context: TestContext, flushFile: FlushFile = async () => undefined) {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-sqlite-'));
  const file = path.join(directory, 'live.db');
  const opened: Kysely<Tables>[] = [];
  context.after(async () => {
    for (const one of opened) await one.destroy();
    await rm(directory, { recursive: true });
  });
  const open = (name: string, flush?: FlushFile): Kysely<Tables> => {
    const kysely = new Kysely<Tables>({ dialect: new SqliteDialect(name, flush) });
    opened.push(kysely);
    return kysely;
  };
  const survivor = path.join(directory, 'survivor.db');
  let flushes = 0;
  let powered = true;
  const live = open(file, (log) => {
    flushes += 1;
    // What is there when the flush begins is all that it promises.
    for (const end of powered ? ['', '-wal'] : []) {
      if (existsSync(file + end)) copyFileSync(file + end, survivor + end);
    }
    return flushFile(log);
  });
  await sql`create table note (id integer primary key, text text not null unique)`.execute(live);
  const cutPower = (): Kysely<Tables> => {
    powered = false;
    return open(survivor);
  };
  /** Bytes of the log. */
  const logged = (): number => statSync(`${file}-wal`).size;
  return { live, flushes: () => flushes, cutPower, logged, beside: () => open(file) };
}

/** Inserts within a transaction. */
function insert(kysely: Kysely<Tables>, id: number): Promise<void> {
  return kysely.transaction().execute(async (tx) => {
    await tx
      .insertInto('note')
      .values({ id, text: `note ${id}` })
      .execute();
  });
}

async function idsOf(kysely: Kysely<Tables>): Promise<number[]> {
  return (await kysely.selectFrom('note').select('id').orderBy('id').execute()).map(({ id }) => id);
}

test('whatever a power cut takes, it is nothing that was acknowledged', async (context) => {
  const acknowledged: number[] = [];
  const { live, cutPower } = await notes(context);
  const clients = Array.from({ length: 8 }, async (_, client) => {
    for (let turn = 0; turn < 40; turn += 1) {
      const id = client * 100 + turn + 1;
      await insert(live, id);
      acknowledged.push(id);
    }
  });
  await Promise.race(clients);
  const survivors = cutPower();
  const promised = [...acknowledged];
  assert.ok(promised.length >= 40);
  const left = new Set(await idsOf(survivors));
  assert.deepEqual(
    promised.filter((id) => !left.has(id)),
    [],
  );
  await Promise.all(clients);
});

test('a commit is told of after its flush, and many share one', async (context) => {
  const gate = Promise.withResolvers<void>();
  let closed = false;
  const { live, flushes } = await notes(context, () => (closed ? gate.promise : Promise.resolve()));
  closed = true;
  const before = flushes();
  let told = 0;
  const all = Array.from({ length: 20 }, async (_, id) => {
    await insert(live, id + 1);
    told += 1;
  });
  // The connection is free while the log is flushed: all twenty are written before anybody is told.
  while ((await idsOf(live)).length < 20) await setImmediate();
  assert.equal(told, 0);
  gate.resolve();
  await Promise.all(all);
  assert.ok(flushes() - before <= 2, `${flushes() - before} flushes`);
});

test('the failure of one transaction is its own', async (context) => {
  const { live } = await notes(context);
  const attempts = [1, 2, 2, 3, 1, 4].map((id) => insert(live, id));
  const outcomes = await Promise.allSettled(attempts);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(await idsOf(live), [1, 2, 3, 4]);
});

test('nobody sees a transaction that is under way, and readers flush nothing', async (context) => {
  const { live, flushes } = await notes(context);
  await insert(live, 1);
  const inside = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const before = flushes();
  const failing = live.transaction().execute(async (tx) => {
    await tx.insertInto('note').values({ id: 2, text: 'two' }).execute();
    inside.resolve();
    await goOn.promise;
    throw new Error('taken back');
  });
  await inside.promise;
  const outside = idsOf(live);
  goOn.resolve();
  await assert.rejects(failing, /taken back/);
  assert.deepEqual(await outside, [1]);
  await live.transaction().execute((tx) => idsOf(tx));
  assert.equal(flushes(), before);
});

test('commits that come at once write the pages that they share once', async (context) => {
  const { live, logged } = await notes(context);
  await insert(live, 1);
  const alone = logged();
  await insert(live, 2);
  const one = logged() - alone;
  await Promise.all(Array.from({ length: 20 }, (_, index) => insert(live, index + 3)));
  assert.ok(one > 0 && logged() - alone < 5 * one, `${logged() - alone} bytes for twenty, ${one} for one`);
});

test('commits of turns that follow each other are one, and end with the turn that brings none', async (context) => {
  const { live, flushes } = await notes(context);
  const before = flushes();
  const done = [insert(live, 1)];
  for (const id of [2, 3, 4]) {
    await setImmediate();
    done.push(insert(live, id));
  }
  await Promise.all(done);
  assert.equal(flushes(), before + 1);
  await insert(live, 5);
  assert.equal(flushes(), before + 2);
});

test('of those that are committed at once all are told of what was taken back, and of nothing else', async (context) => {
  const { live, cutPower } = await notes(context);
  await insert(live, 1);
  await sql`pragma max_page_count = 20`.execute(live);
  const tooLong = (id: number) =>
    live.transaction().execute((tx) =>
      tx
        .insertInto('note')
        .values({ id, text: `${id}`.repeat(100_000) })
        .execute(),
    );
  const alone = (id: number) =>
    live
      .insertInto('note')
      .values({ id, text: `note ${id}` })
      .execute();
  const outcomes = await Promise.allSettled([
    insert(live, 2),
    alone(3),
    tooLong(4),
    insert(live, 5),
    alone(1),
    alone(6),
    insert(live, 6),
    insert(live, 7),
  ]);
  const kept = outcomes.map(({ status }) => status === 'fulfilled');
  assert.deepEqual(kept.slice(2), [false, true, false, true, false, true]);
  const left = await idsOf(cutPower());
  assert.deepEqual(left, [1, ...(kept[0] ? [2] : []), ...(kept[1] ? [3] : []), 5, 6, 7]);
  await assert.rejects(tooLong(8), /full/);
  await insert(live, 9);
  assert.deepEqual(await idsOf(live), [...left, 9]);
});

test('a commit that fails is told to all that it is of, and harms nobody who comes after', async (context) => {
  const { live } = await notes(context);
  await sql`create table remark (note integer references note (id) deferrable initially deferred)`.execute(live);
  const remark = (note: number) =>
    live.transaction().execute((tx) => sql`insert into remark values (${note})`.execute(tx));
  const again = [insert(live, 1), remark(2)].map((member, index) =>
    member.catch(async (error: unknown) => {
      assert.match(String(error), /FOREIGN KEY constraint failed/);
      await insert(live, index + 3);
    }),
  );
  await Promise.all(again);
  assert.deepEqual(await idsOf(live), [3, 4]);
  await remark(3);
});

test('who only reads has what is committed, though it be not durable yet', async (context) => {
  const gate = Promise.withResolvers<void>();
  let closed = false;
  const { live, beside } = await notes(context, () => (closed ? gate.promise : Promise.resolve()));
  closed = true;
  const told: number[] = [];
  const writes = [1, 2].map(async (id) => {
    await insert(live, id);
    told.push(id);
  });
  const seen = await live.transaction().execute((tx) => idsOf(tx));
  assert.deepEqual(seen, [1, 2]);
  assert.deepEqual(await idsOf(beside()), seen, 'another connection sees them as well');
  assert.deepEqual(told, []);
  gate.resolve();
  await Promise.all(writes);
});

test('a statement outside a transaction is durable as well', async (context) => {
  const { live, cutPower } = await notes(context);
  await live.insertInto('note').values({ id: 7, text: 'alone' }).execute();
  assert.deepEqual(await idsOf(cutPower()), [7]);
});
