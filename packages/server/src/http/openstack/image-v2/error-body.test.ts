import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorBody } from './error-body.ts';
import { reasonPhrase } from './errors.ts';

const LINE = '404 Not Found';

for (const accept of [
  'application/json',
  'application/json, */*',
  'application/json, text/plain, */*',
  'text/html;q=0.3, application/json;q=0.8',
]) {
  test(`JSON for Accept: ${accept}`, () => {
    const { contentType, text } = errorBody(accept, LINE, 'No "image" <here>.');
    assert.equal(contentType, 'application/json');
    assert.deepEqual(JSON.parse(text), { message: 'No "image" <here>.', code: '404 Not Found', title: 'Not Found' });
  });
}

for (const accept of [
  '',
  '*/*',
  'text/html',
  'text/*',
  'text/html,application/xhtml+xml,*/*;q=0.8',
  'application/json;q=0, */*',
]) {
  test(`HTML for Accept: ${accept}`, () => {
    const { contentType, text } = errorBody(accept, LINE, '<script>&"\'');
    assert.match(contentType, /^text\/html/);
    assert.ok(text.includes('<h1>404 Not Found</h1>\n'));
    assert.ok(text.includes('&lt;script&gt;&amp;&quot;&#39;<br />'));
    assert.ok(!text.includes('<script>'));
  });
}

for (const accept of ['image/png', 'text/html;q=0']) {
  test(`plain text for Accept: ${accept}`, () => {
    assert.deepEqual(errorBody(accept, LINE, 'Gone <away>.'), {
      contentType: 'text/plain; charset=UTF-8',
      text: '404 Not Found\n\nGone <away>.\n',
    });
  });
}

test('the phrases are those that clients of this API print', () => {
  assert.equal(reasonPhrase(413), 'Request Entity Too Large');
  assert.equal(reasonPhrase(416), 'Requested Range Not Satisfiable');
  assert.equal(reasonPhrase(409), 'Conflict');
});
