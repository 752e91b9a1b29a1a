import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSize, parseSize } from './size.ts';

test('sizes are read with binary units', () => {
  const sizes = {
    '0': 0,
    '4096': 4096,
    '10B': 10,
    '1k': 1024,
    '1.5GiB': 1.5 * 2 ** 30,
    '2 TB': 2 ** 41,
    '3p': 3 * 2 ** 50,
  };
  for (const [text, bytes] of Object.entries(sizes)) assert.equal(parseSize(text), bytes, text);
  for (const text of ['', 'x', '-1', '1e3', '10Gi', '1.2.3', '99999999P']) assert.equal(parseSize(text), null, text);
});

test('sizes are shown with three digits', () => {
  const sizes = { '0 B': 0, '1023 B': 1023, '1.00 KiB': 1024, '10.0 MiB': 10 * 2 ** 20, '999 GiB': 999 * 2 ** 30 };
  for (const [text, bytes] of Object.entries(sizes)) assert.equal(formatSize(bytes), text);
});
