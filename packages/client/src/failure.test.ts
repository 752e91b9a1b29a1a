import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from './failure.ts';

const cases: readonly [string, string, { message: string; code: string | null }][] = [
  [
    'our own API',
    '{"error":{"code":"quota-exceeded","message":"No room."}}',
    { message: 'No room.', code: 'quota-exceeded' },
  ],
  [
    'the Identity API',
    '{"error":{"code":404,"message":"No user.","title":"Not Found"}}',
    { message: 'No user.', code: null },
  ],
  [
    'the Image API',
    '{"message":"No image.","code":"404 Not Found","title":"Not Found"}',
    { message: 'No image.', code: null },
  ],
  [
    'the Block Storage API',
    '{"itemNotFound":{"code":404,"message":"No volume."}}',
    { message: 'No volume.', code: null },
  ],
  ['a proxy', '<html>nginx</html>', { message: 'The service answered with status 404.', code: null }],
  ['JSON of a stranger', '[null, 3]', { message: 'The service answered with status 404.', code: null }],
];

for (const [dialect, body, expected] of cases) {
  test(`a refusal of ${dialect} is read`, () => {
    const { message, code, status, requestId } = refusal(404, body, 'req-1');
    assert.deepEqual({ message, code, status, requestId }, { ...expected, status: 404, requestId: 'req-1' });
  });
}

test('the rule that was broken is read, where the service names one', () => {
  const reasonIn = (reason: unknown): string | null =>
    refusal(400, JSON.stringify({ error: { code: 'invalid', message: 'No.', reason } }), null).reason;
  assert.equal(reasonIn('TCI_REQUIRES_QCOW2'), 'TCI_REQUIRES_QCOW2');
  for (const other of [undefined, 7, 'a sentence']) assert.equal(reasonIn(other), null);
});
