import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AuditEntry } from './audit-entry.ts';
import { createAuditWriter } from './audit-writer.ts';

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const entry = (requestId: string): AuditEntry => ({ requestId }) as AuditEntry;

it('writes what comes while it writes together, and says so when it is written', async () => {
  const written: string[][] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const { record } = createAuditWriter(
    {
      entriesAdd: async (entries) => {
        const gate = Promise.withResolvers<void>();
        gates.push(gate);
        await gate.promise;
        written.push(entries.map(({ requestId }) => requestId));
      },
    },
    SILENT,
  );
  const first = record(entry('a'));
  await new Promise(setImmediate);
  const others = Promise.all([record(entry('b')), record(entry('c'))]);
  gates[0]?.resolve();
  await first;
  assert.deepEqual(written, [['a']]);
  await new Promise(setImmediate);
  gates[1]?.resolve();
  await others;
  assert.deepEqual(written, [['a'], ['b', 'c']]);
});

it('writes what comes in one turn of the event loop in one statement', async () => {
  const written: string[][] = [];
  const { record } = createAuditWriter(
    { entriesAdd: async (entries) => void written.push(entries.map(({ requestId }) => requestId)) },
    SILENT,
  );
  const first = record(entry('a'));
  for (let step = 0; step < 10; step++) await Promise.resolve();
  await Promise.all([first, record(entry('b'))]);
  assert.deepEqual(written, [['a', 'b']]);
});

it('tells the log of the service what the database did not take, and nobody waits in vain', async () => {
  const told: object[] = [];
  const log = { ...SILENT, error: (context: object) => void told.push(context) };
  let isAway = true;
  const { record } = createAuditWriter(
    { entriesAdd: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve()) },
    log,
  );
  await record(entry('a'));
  assert.deepEqual((told[0] as { entries: AuditEntry[] }).entries, [entry('a')]);
  isAway = false;
  await record(entry('b'));
  assert.equal(told.length, 1);
});
