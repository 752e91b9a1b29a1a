import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from './testing/authorization-matrix/world.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

describe('events', () => {
  it('tell of what changes in the project, once it is done, and of nothing in others', async () => {
    const stop = new AbortController();
    const response = await world.send('member', 'GET', '/api/v1/events', { signal: stop.signal });
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    const text = response.body?.pipeThrough(new TextDecoderStream());
    assert.ok(text);
    const create = async (persona: 'other' | 'member'): Promise<string> => {
      const headers = { 'content-type': 'application/json' };
      const answer = await world.send(persona, 'POST', '/v2/images', { headers, body: '{"name":"n"}' });
      return ((await answer.json()) as { id: string }).id;
    };
    const theirs = await create('other');
    const ours = await create('member');
    let heard = '';
    for await (const piece of text) {
      heard += piece;
      if (heard.includes(ours)) break;
    }
    assert.match(heard, /^retry: \d+\n\n/);
    assert.ok(heard.includes(`event: changed\ndata: {"topic":"image","id":"${ours}"}\n\n`));
    assert.ok(!heard.includes(theirs));
    stop.abort();
  });
});
