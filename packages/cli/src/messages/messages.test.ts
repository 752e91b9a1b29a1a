import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { en } from './en.ts';
import { languageOf } from './language.ts';
import { message } from './message.ts';
import { ru } from './ru.ts';
import { translator } from './translate.ts';

const KEYS = Object.keys(en).filter((key): key is keyof typeof en => Object.hasOwn(en, key));

test('every language has every message, with the same places for values', () => {
  assert.deepEqual(Object.keys(ru).toSorted(), Object.keys(en).toSorted());
  for (const key of KEYS) assert.deepEqual(placesOf(ru[key]), placesOf(en[key]), key);
});

test('Russian messages are in Russian', () => {
  const same = KEYS.filter((key) => ru[key] === en[key]);
  // Names and forms that are the same in every language.
  const allowed = [/^MD5$|^SHA-\d+$/, /^\{what\} …$/, /^\{line\}$/, /^bash: source/];
  assert.deepEqual(
    same.filter((key) => !allowed.some((pattern) => pattern.test(en[key]))),
    [],
  );
});

test('every message is used', () => {
  const directory = path.resolve(import.meta.dirname, '../..');
  const sources = globSync('{src,scripts}/**/*.ts', { cwd: directory }).filter(
    (file) => !/messages\/(en|ru)\.ts$/.test(file),
  );
  const code = sources.map((file) => readFileSync(path.join(directory, file), 'utf8')).join('\n');
  assert.deepEqual(
    KEYS.filter((key) => !code.includes(`'${key}'`)),
    [],
  );
});

test('values are put in their places, and what is in them is left alone', async () => {
  const t = await translator('en');
  assert.equal(t(message('progress.of', { done: '{total}', total: '5 B' })), '{total} of 5 B');
});

test('the locale decides the language', () => {
  assert.equal(languageOf({ LANG: 'ru_RU.UTF-8' }), 'ru');
  assert.equal(languageOf({ LANG: 'ru_RU.UTF-8', LC_ALL: 'C.UTF-8' }), 'en');
  assert.equal(languageOf({ LC_MESSAGES: 'ru', LC_ALL: '' }), 'ru');
  assert.equal(languageOf({}), 'en');
});

function placesOf(text: string): string[] {
  return (text.match(/\{[\w-]+\}/g) ?? []).toSorted();
}
