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

  it('end when the service does, which waits for nobody who hears of them', { timeout: 20_000 }, async () => {
    const ending = await startWorld();
    const response = await ending.send('member', 'GET', '/api/v1/events');
    const [heard] = await Promise.all([response.text(), ending.stop()]);
    assert.match(heard, /^retry: \d+\n\n/);
  });

  it(
    'tell of machines, publications, desktop images, and of the pools of the installation',
    { timeout: 60_000 },
    async () => {
      const stop = new AbortController();
      const told = toldTo(await world.send('member', 'GET', '/api/v1/events', { signal: stop.signal }));
      /** Waits for one more event at a time, until what it is about has come so far. */
      const until = async (topic: string, path: string, status: string): Promise<void> => {
        for await (const change of told) {
          if (change.topic !== topic || !path.endsWith(change.id)) continue;
          const now = (await world.asMember('GET', `/api/v1/${path}`)) as { status: string };
          if (now.status === status) return;
        }
      };
      const next = async (topic: string, id: string): Promise<void> => {
        for await (const change of told) if (change.topic === topic && change.id === id) return;
      };

      const place = { kind: 'directory', path: await world.newDirectory() };
      const pool = await made('asAdmin', 'image-pools', { name: world.unique(), place });
      await next('image-pool', pool);
      const imageId = await world.prepareImage('active');
      const wanted = { imageId, imageType: 'vdi', poolId: pool, profile: null };
      const publication = await made('asMember', 'desktop-images', wanted);
      await next('desktop-image', imageId);
      await until('publication', `publications/${publication}`, 'done');
      await world.asMember('DELETE', `/api/v1/desktop-images/${imageId}`);
      await next('desktop-image', imageId);
      await world.asAdmin('DELETE', `/api/v1/image-pools/${pool}`);
      await next('image-pool', pool);

      const disks = [{ blank: true, sizeGib: 1 }];
      const machine = await made('asMember', 'machines', { name: 'watched', flavor: 'vdi-low', disks });
      await until('machine', `machines/${machine}`, 'stopped');
      const snapshot = await made('asMember', `machines/${machine}/snapshots`, { name: 'before' });
      await until('machine-snapshot', `machine-snapshots/${snapshot}`, 'available');
      await world.asMember('DELETE', `/api/v1/machine-snapshots/${snapshot}`);
      await next('machine-snapshot', snapshot);
      await world.asMember('DELETE', `/api/v1/machines/${machine}`);
      await next('machine', machine);
      stop.abort();
    },
  );
});

async function made(who: 'asMember' | 'asAdmin', collection: string, body: object): Promise<string> {
  return ((await world[who]('POST', `/api/v1/${collection}`, body)) as { id: string }).id;
}

/** The changes that a stream of events tells; can be read on after it was left. */
function toldTo(response: Response): AsyncIterable<{ readonly topic: string; readonly id: string }> {
  const text = response.body?.pipeThrough(new TextDecoderStream());
  assert.ok(text);
  const pieces = text.getReader();
  let heard = '';
  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const found = /event: changed\ndata: (.*)\n\n/.exec(heard);
        if (found?.[1] !== undefined) {
          heard = heard.slice(found.index + found[0].length);
          yield JSON.parse(found[1]) as { topic: string; id: string };
          continue;
        }
        const { value, done } = await pieces.read();
        if (done) throw new Error(`the stream has ended: ${heard}`);
        heard += value;
      }
    },
  };
}
