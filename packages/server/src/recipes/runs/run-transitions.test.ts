import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasCode } from '../../kernel/errors.ts';
import { parseRecipeRunId } from '../../kernel/ids.ts';
import { CANCELLABLE, isOver, mayFollow, requireCancellable } from './run-transitions.ts';
import { RUN_STATUSES, type RunState, type RunStatus } from './run.ts';

/** What follows what, written down a second time: a row for each state, in the order of RUN_STATUSES. */
const TABLE: Record<RunStatus, string> = {
  //            q p b c k P d f x
  queued: '     1 1 0 0 0 0 0 1 1',
  preparing: '  0 1 1 1 0 0 0 1 1',
  building: '   0 0 1 1 0 0 0 1 1',
  cleaning: '   0 0 0 1 1 1 0 1 1',
  checking: '   0 0 0 0 1 1 0 1 1',
  publishing: ' 0 0 0 0 0 1 1 1 1',
  done: '       0 0 0 0 0 0 0 0 0',
  failed: '     0 0 0 0 0 0 0 0 0',
  cancelled: '  0 0 0 0 0 0 0 0 0',
};

test('each state is followed by those of the table, and by no other', () => {
  for (const before of RUN_STATUSES) {
    const found = RUN_STATUSES.map((after) => (mayFollow(before, after) ? '1' : '0')).join(' ');
    assert.equal(found, TABLE[before].trim(), before);
  }
});

test('a run can be cancelled until it is published', () => {
  const id = parseRecipeRunId('00000000-0000-4000-8000-000000000000');
  assert.ok(id);
  const states: RunState[] = [
    { status: 'queued', cancelRequested: false },
    ...(['preparing', 'building', 'cleaning', 'checking', 'publishing'] as const).map((status): RunState => ({
      status,
      step: 0,
      cancelRequested: false,
    })),
    { status: 'done', finishedAt: 0 },
    { status: 'failed', finishedAt: 0, step: null, reason: '' },
    { status: 'cancelled', finishedAt: 0 },
  ];
  assert.deepEqual(
    states.map(({ status }) => status),
    RUN_STATUSES,
  );
  for (const state of states) {
    assert.equal(isOver({ state }), 'finishedAt' in state);
    if (CANCELLABLE.includes(state.status)) requireCancellable({ id, state });
    else
      assert.throws(
        () => requireCancellable({ id, state }),
        (error) => hasCode(error, 'conflict'),
      );
  }
});
