import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from './image-words.ts';

const NOTHING = { name: null, tags: [], properties: {}, state: { status: 'saving' } } as const;

test('an image is found by the words of its name, its tags and what it says of itself', () => {
  const image = {
    ...NOTHING,
    name: 'Debian-13 (trixie) ДЕСКТОП',
    tags: ['golden', 'debian'],
    properties: { family: 'debian-desktop', os_version: '13.2', description: 'Größe ﬁle', password: 'hidden' },
  };
  const words = ['13', '2', 'debian', 'desktop', 'file', 'golden', 'größe', 'trixie', 'десктоп'];
  assert.deepEqual(wordsOf(image), words);
});

test('a deleted image is found by nothing, and one without a name neither', () => {
  assert.deepEqual(wordsOf({ ...NOTHING, name: 'a', state: { status: 'deleted', deletedAt: 1, before: null } }), []);
  assert.deepEqual(wordsOf({ ...NOTHING, properties: JSON.parse('{"__proto__":"a"}') as Record<string, string> }), []);
});

test('words are bounded in number and length', () => {
  const many = Array.from({ length: 5000 }, (_, at) => `w${at}`).join(' ');
  assert.equal(wordsOf({ ...NOTHING, properties: { description: many } }).length, 256);
  assert.deepEqual(wordsOf({ ...NOTHING, name: '\u{1d538}'.repeat(100) }), ['a'.repeat(64)]);
});
