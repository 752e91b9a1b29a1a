import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { russian, inRussian } from './index.ts';
import { createTranslation } from './translation.ts';

const translate = createTranslation({
  sentences: {
    'It was cancelled.': 'Отменено.',
    'Image {} was deleted.': 'Образ {} удалён.',
    'No volume can be made of image {}. {}': 'Из образа {1} нельзя создать диск. {2}',
    'Volume {} is {}; for this its status must be {}.': 'Для этого нужно {3:word}, а у {1} — {2:word}.',
    'Image {} is in use: {}{}. Delete that first.': 'Образ {1} занят: {2:word}{3:word}. Сначала удалите это.',
    '{} Try again.': '{} Повторите.',
  },
  words: {
    available: 'свободен',
    error: 'ошибка',
    'in-use': 'занят',
    'volume {} stands on it': 'на нём стоит диск {}',
    ' and more': ' и другие',
  },
});

test('a sentence is translated with its facts, in the order that the other language has', () => {
  assert.equal(translate('Image a-1 was deleted.'), 'Образ a-1 удалён.');
  const refusal = 'Volume v is in-use; for this its status must be available or error.';
  assert.equal(translate(refusal), 'Для этого нужно свободен или ошибка, а у v — занят.');
  const uses = 'Image i is in use: volume v stands on it, volume w stands on it and more. Delete that first.';
  assert.equal(
    translate(uses),
    'Образ i занят: на нём стоит диск v, на нём стоит диск w и другие. Сначала удалите это.',
  );
});

test('reasons within sentences, and sentences one after the other, are translated too', () => {
  assert.equal(
    translate('No volume can be made of image i. It was cancelled.'),
    'Из образа i нельзя создать диск. Отменено.',
  );
  assert.equal(translate('Image i was deleted. It was cancelled.'), 'Образ i удалён. Отменено.');
  assert.equal(translate('It was cancelled. Try again.'), 'Отменено. Повторите.');
});

test('what programs and people have said stays as it is', () => {
  const said = 'qemu-img: Could not open disk.raw: No such file';
  assert.equal(translate(said), said);
  assert.equal(translate(`${said}. It was cancelled.`), `${said}. Отменено.`);
  assert.equal(translate('Image error was deleted.'), 'Образ error удалён.');
  assert.equal(translate('Image $& was deleted.'), 'Образ $& удалён.');
});

test('no text is too long or too odd', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      assert.equal(typeof inRussian(`Image ${text} was deleted. ${text}`), 'string');
    }),
  );
  const long = 'It was cancelled. '.repeat(100_000);
  assert.equal(inRussian(long), long);
});

test('every translation has the places of its sentence, and no other', () => {
  for (const [sentence, translation] of Object.entries({ ...russian.sentences, ...russian.words })) {
    const places = sentence.split('{}').length - 1;
    for (const [place, number] of translation.matchAll(/\{(\d*)(?::word)?\}/g)) {
      assert.ok(number === '' ? places === 1 : Number(number) <= places, `${sentence}: ${place}`);
    }
  }
});

test('every sentence is found again with its own facts', () => {
  for (const [sentence, translation] of Object.entries(russian.sentences)) {
    const facts = sentence.split('{}').map((_, index) => `fact${index + 1}`);
    const said = sentence.split('{}').reduce((before, after, index) => `${before}fact${index}${after}`);
    const expected = translation.replace(/\{(\d*)(?::word)?\}/g, (_, number) => facts[Number(number || 1) - 1] ?? '');
    assert.equal(inRussian(said), expected);
  }
});

test('Russian sentences are Russian', () => {
  for (const translation of Object.values(russian.sentences)) assert.match(translation, /[а-яё]/i);
});
