import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { StallBudget } from './stall-budget.ts';

suite('a budget of stalls', () => {
  test('lets short ones pass, and one long one', () => {
    const budget = new StallBudget();
    assert.equal(budget.isLeft(5), true);
    budget.spend(9);
    assert.equal(budget.isLeft(5), true);
    budget.spend(91);
    assert.equal(budget.isLeft(5), false);
  });

  test('a stall is made up for by a hundred times as long', () => {
    const budget = new StallBudget();
    budget.spend(100);
    assert.equal(budget.isLeft(0), false);
    assert.equal(budget.isLeft(8999), false);
    assert.equal(budget.isLeft(9001), true);
    budget.spend(1);
    assert.equal(budget.isLeft(9002), false);
  });

  test('a long time saves up no more than a short one', () => {
    const budget = new StallBudget();
    assert.equal(budget.isLeft(3_600_000), true);
    budget.spend(11);
    assert.equal(budget.isLeft(3_600_001), false);
  });
});
