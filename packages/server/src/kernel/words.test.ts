import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedWords, MAX_ASKED_WORDS } from './words.ts';

test('a question is taken apart as the names are', () => {
  assert.deepEqual(askedWords(' Ubuntu 24.04 ubuntu '), ['ubuntu', '24', '04']);
  assert.deepEqual(askedWords(' -- '), []);
  const many = Array.from({ length: 5000 }, (_, at) => `w${at}`).join(' ');
  assert.equal(askedWords(many).length, MAX_ASKED_WORDS);
});
