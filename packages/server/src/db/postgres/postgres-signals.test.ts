import assert from 'node:assert/strict';
import { once, EventEmitter } from 'node:events';
import { it } from 'node:test';
import { startPostgres } from '@ingot/judges';
import type { Database } from '../database.ts';
import { openPostgres } from './postgres-database.ts';

it('processes tell each other what happened, also after the server was away, and do not hear themselves', async () => {
  const server = await startPostgres();
  const [here, there] = [1, 2].map(() => openPostgres({ url: server.url, connections: 2 }));
  assert.ok(here && there);
  const heard = new EventEmitter<Record<'here' | 'there', [string]>>();
  here.signals.on('topic', (detail) => heard.emit('here', detail));
  there.signals.on('topic', (detail) => heard.emit('there', detail));
  heard.on('here', (detail) => assert.fail(`it heard ${detail} from itself`));
  try {
    assert.equal(await tell(here, heard), 'detail');
    await server.kill();
    // Nobody hears it, and nobody minds.
    here.signals.send('topic', 'lost');
    await server.restart();
    assert.equal(await tell(here, heard), 'detail');
    there.signals.on('other', () => assert.fail('that is another topic'));
  } finally {
    await here.close();
    await there.close();
    await server.stop();
  }
});

/** Tells until somebody hears it: who listens may not be connected yet. */
async function tell(database: Database, heard: EventEmitter<Record<'here' | 'there', [string]>>): Promise<string> {
  const first = once(heard, 'there');
  const again = setInterval(() => database.signals.send('topic', 'detail'), 20);
  const [detail] = await first;
  clearInterval(again);
  return String(detail);
}
