import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { hasCode, IngotError } from '../kernel/errors.ts';
import { newImagePoolId, type ImageId } from '../kernel/ids.ts';
import type { Publication } from './publication.ts';
import type { PublishingContext } from './publishing-context.ts';
import { form, openWorld, OWNER } from './testing/publishing-world.ts';

const DISK = Buffer.concat([randomBytes(2 ** 20), Buffer.alloc(2 ** 20), randomBytes(1000)]);

/** What a publication calls on its way, in order: each can hang, as a process does that is killed there, or fail. */
const CALLS = ['begin', 'capture', 'create', 'append', 'commit', 'open', 'map', 'fill', 'consume'] as const;
type Call = (typeof CALLS)[number];
/** The image is active when these are called: the publication only goes forward. */
const AFTER: ReadonlySet<Call> = new Set(['consume']);

/** Tells of every call before it is made. @param before may hang or throw. */
function watched(context: PublishingContext, before: (call: Call) => Promise<void>): PublishingContext {
  const { machines, openPool, qemuImg, reservations } = context;
  return {
    ...context,
    machines: {
      find: (...args) => machines.find(...args),
      end: (...args) => machines.end(...args),
      snapshot: (...args) => machines.snapshot(...args),
      begin: async (...args) => {
        await before('begin');
        return machines.begin(...args);
      },
      capture: async (...args) => {
        await before('capture');
        return machines.capture(...args);
      },
      consume: async (...args) => {
        await before('consume');
        return machines.consume(...args);
      },
    },
    qemuImg: {
      check: (...args) => qemuImg.check(...args),
      map: async function* map(...args) {
        await before('map');
        yield* qemuImg.map(...args);
      },
    },
    reservations: {
      ...reservations,
      fill: async (...args) => {
        await before('fill');
        return reservations.fill(...args);
      },
    },
    openPool: (...args) => {
      const pool = openPool(...args);
      return {
        claim: () => pool.claim(),
        check: () => pool.check(),
        remove: (name) => pool.remove(name),
        release: () => pool.release(),
        open: async (name) => {
          await before('open');
          return pool.open(name);
        },
        create: async (...wanted) => {
          await before('create');
          const file = await pool.create(...wanted);
          return {
            append: async (pieces) => {
              await before('append');
              return file.append(pieces);
            },
            commit: async () => {
              await before('commit');
              return file.commit();
            },
            discard: () => file.discard(),
          };
        },
      };
    },
  };
}

async function scene(test: Parameters<typeof openWorld>[0], before: (call: Call) => Promise<void>) {
  const world = await openWorld(test, { wrap: (context) => watched(context, before) });
  return { ...world, pool: await world.newPool(), machine: world.newMachine(DISK) };
}

describe('a conversion that is killed', () => {
  for (const at of CALLS.slice(1)) {
    it(`before ${at} goes on in the next life, and ends once`, async (test) => {
      const reached = Promise.withResolvers<void>();
      const over = Promise.withResolvers<void>();
      let isKilled = false;
      const { publishing, machines, machine, pool, ended, filesIn, restartPublishing } = await scene(
        test,
        async (call) => {
          if (call !== at || isKilled) return;
          isKilled = true;
          reached.resolve();
          await over.promise;
          throw new Error('the dead do nothing');
        },
      );
      const begun = await publishing.machineConvert(OWNER, machine, form(pool.id));
      await reached.promise;
      assert.notEqual(machines.look(machine), null, 'its source is there until the image is active');
      await restartPublishing();
      assert.equal((await ended(begun.id)).state.status, 'done');
      assert.equal(machines.look(machine), null);
      assert.deepEqual(await filesIn(pool.directory), [`${begun.imageId}.qcow2`]);
      const { desktopImage, image } = await publishing.desktopImageGet(OWNER, begun.imageId);
      assert.deepEqual([desktopImage.state.status, image.state.status], ['active', 'active']);
      over.resolve();
    });
  }
});

describe('a conversion that fails', () => {
  for (const at of CALLS) {
    it(`at ${at} leaves the source unharmed, and no half image or file`, async (test) => {
      const world = await scene(test, async (call) => {
        if (call === at) throw new IngotError('storage-full', 'There is no room.');
      });
      const { publishing, machines, machine, pool, ended, filesIn } = world;
      if (at === 'begin') {
        await assert.rejects(publishing.machineConvert(OWNER, machine, form(pool.id)), (e) =>
          hasCode(e, 'storage-full'),
        );
      } else {
        const { id, imageId } = await publishing.machineConvert(OWNER, machine, form(pool.id));
        await expectEnd(await ended(id), at);
        const isActive = AFTER.has(at);
        assert.equal(await isThere(world, imageId), isActive);
        assert.deepEqual(await filesIn(pool.directory), isActive ? [`${imageId}.qcow2`] : []);
      }
      assert.deepEqual(machines.look(machine)?.publication, null);
      assert.equal((await publishing.poolGet(OWNER, pool.id)).usage.artefacts, AFTER.has(at) ? 1 : 0);
    });
  }
});

async function expectEnd({ state, warning }: Publication, at: Call): Promise<void> {
  if (AFTER.has(at)) {
    assert.equal(state.status, 'done');
    assert.match(warning ?? '', /There is no room/);
  } else assert.ok(state.status === 'failed' && state.failure === 'There is no room.');
}

async function isThere({ publishing }: Awaited<ReturnType<typeof scene>>, id: ImageId): Promise<boolean> {
  return publishing.desktopImageGet(OWNER, id).then(
    () => true,
    () => false,
  );
}

it('a publication that is cancelled is taken back; one whose image is active is not', async (test) => {
  const reached = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const { publishing, machines, machine, pool, ended, filesIn } = await scene(test, async (call) => {
    if (call !== 'commit') return;
    reached.resolve();
    await going.promise;
  });
  const begun = await publishing.machineClone(OWNER, machine, form(pool.id));
  await reached.promise;
  await publishing.publicationCancel(OWNER, begun.id);
  going.resolve();
  assert.equal((await ended(begun.id)).state.status, 'cancelled');
  assert.deepEqual(machines.look(machine)?.publication, null);
  assert.deepEqual(await filesIn(pool.directory), []);
  const again = await publishing.machineClone(OWNER, machine, form(pool.id));
  assert.equal((await ended(again.id)).state.status, 'done');
  await assert.rejects(publishing.publicationCancel(OWNER, again.id), (error) => hasCode(error, 'conflict'));
});

it('a publication that waits for its turn is taken back at once when it is cancelled', async (test) => {
  const [reached, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let [captures, creations] = [0, 0];
  const world = await scene(test, async (call) => {
    if (call === 'create') creations += 1;
    if (call !== 'capture') return;
    captures += 1;
    if (captures === 2) reached.resolve();
    await going.promise;
  });
  const { publishing, machines, pool, ended, newMachine, jobs } = world;
  // As many as a project publishes at a time, and one more.
  const sources = [newMachine(DISK), newMachine(DISK), newMachine(DISK)];
  const begun: Publication[] = [];
  for (const source of sources) begun.push(await publishing.machineClone(OWNER, source, form(pool.id)));
  await reached.promise;
  const [first, second, waiting] = begun;
  assert.ok(first && second && waiting && 'machineId' in waiting.source);
  await publishing.publicationCancel(OWNER, waiting.id);
  assert.equal((await jobs.jobFind(waiting.task))?.state.status, 'cancelled');
  const stateOf = async () => (await publishing.publicationGet(OWNER, waiting.id)).state.status;
  while ((await stateOf()) === 'undoing') await setImmediate();
  assert.equal(await stateOf(), 'cancelled');
  assert.deepEqual(machines.look(waiting.source.machineId)?.publication, null);
  await assert.rejects(world.images.imageGet(OWNER, waiting.imageId), (error) => hasCode(error, 'not-found'));
  going.resolve();
  for (const { id } of [first, second]) assert.equal((await ended(id)).state.status, 'done');
  assert.deepEqual([captures, creations], [2, 2]);
});

it('a pool that is not there is told before anything is begun', async (test) => {
  const { publishing, machines, machine } = await scene(test, async () => undefined);
  const refused = publishing.machineClone(OWNER, machine, form(newImagePoolId()));
  await assert.rejects(refused, (error) => hasCode(error, 'invalid'));
  assert.deepEqual(machines.look(machine)?.publication, null);
});
