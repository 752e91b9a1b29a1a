import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../messages/translate.ts';
import { progressLine } from './progress-line.ts';
import { Rate } from './rate.ts';

const MIB = 2 ** 20;

test('a line tells how far, how fast and how long', async () => {
  const t = await translator('en');
  const state = { what: 'Uploading disk.raw', done: 25 * MIB, total: 100 * MIB, rate: 10 * MIB };
  assert.equal(
    progressLine(state, 100, t),
    'Uploading disk.raw  [#####---------------]  25.0 MiB of 100 MiB  10.0 MiB/s  0:08 left',
  );
  assert.equal(progressLine({ ...state, total: null, rate: null }, 100, t), 'Uploading disk.raw  25.0 MiB');
});

test('a line is never wider than the terminal', async () => {
  const t = await translator('ru');
  const state = { what: 'Загрузка диска', done: 0, total: 0, rate: 1 };
  for (const width of [10, 30, 60, 80]) assert.ok(progressLine(state, width, t).length <= width);
});

test('the rate follows the last seconds', () => {
  const rate = new Rate(0);
  assert.equal(rate.at(0, 0), null);
  assert.equal(rate.at(1000, 100), 100);
  let last: number | null = null;
  for (let second = 2; second < 30; second += 1) last = rate.at(second * 1000, 100 + (second - 1) * 10);
  assert.ok(last !== null && last > 9.9 && last < 11, String(last));
});
