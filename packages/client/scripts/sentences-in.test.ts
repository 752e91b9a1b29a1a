import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentencesIn } from './sentences-in.ts';

const found = (source: string): readonly string[] => [...sentencesIn(source).sentences.keys()];

test('sentences are found with places for their facts', () => {
  assert.deepEqual(found('const said = `Image ${id} was deleted.`;'), ['Image {} was deleted.']);
  assert.deepEqual(found("const said = `Image ${id} is old: ` + 'use another.';"), ['Image {} is old: use another.']);
  assert.deepEqual(found("const said = isOld ? 'Use another one.' : `Use ${id} instead.`;"), [
    'Use another one.',
    'Use {} instead.',
  ]);
  assert.deepEqual(found("const said = `Failed ${isOld ? 'It is too old.' : ''} again.`;"), [
    'Failed {} again.',
    'It is too old.',
  ]);
});

test('what is given to an error counts without a full stop', () => {
  assert.deepEqual(found("throw new IngotError('invalid', `Image ${id} is bad. ${why}`, { cause });"), [
    'Image {} is bad. {}',
  ]);
});

test('descriptions, codes and parts of sentences do not count', () => {
  assert.deepEqual(found("const schema = { description: 'The name of an image.', type: 'a b.' };"), []);
  assert.deepEqual(found("const parts = ['in-use', 'volume or snapshot', 'SELECT a FROM b', 'Title'];"), []);
  assert.ok(sentencesIn("const part = 'volume or snapshot';").texts.has('volume or snapshot'));
});

test('the line is told', () => {
  assert.deepEqual([...sentencesIn("\n\nconst said = 'It was cancelled.';").sentences.values()], [3]);
});
