import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IngotError } from '../kernel/errors.ts';
import { newImageId, newImagePoolId, newJobId, newPublicationId, type PublicationId } from '../kernel/ids.ts';
import type { Publication, PublicationState } from './publication.ts';
import { openWorld, OWNER, type PublishingWorld } from './testing/publishing-world.ts';
import { finish, finishAnyway } from './work/finish.ts';
import { giveUp } from './work/publication-handler.ts';
import { beginUndo, undo } from './work/undo.ts';

type Name = keyof typeof STATES;

/** What ended long ago is forgotten. */
const finishedAt = Date.now();

/** Every state that a publication can be in; what is being undone becomes one of two things. */
const STATES = {
  running: { status: 'running', step: 'writing', done: 1, total: 2, cancelWanted: false },
  finishing: { status: 'finishing' },
  'being cancelled': { status: 'undoing', cancelled: true, failure: 'It was cancelled.' },
  'being undone': { status: 'undoing', cancelled: false, failure: 'There is no room.' },
  done: { status: 'done', finishedAt },
  failed: { status: 'failed', finishedAt, failure: 'There is no room.' },
  cancelled: { status: 'cancelled', finishedAt },
} as const satisfies Readonly<Record<string, PublicationState>>;

interface Transition {
  /** False, null or a refusal where it does not lead anywhere, if it tells. */
  readonly happens: (world: PublishingWorld, id: PublicationId) => Promise<unknown>;
  readonly leads: Partial<Record<Name, PublicationState['status']>>;
}

const WHY = { cancelled: false, failure: 'It fell over.' };
const PROGRESS = { step: 'verifying', done: 0, total: null } as const;

/** What happens to publications, and where it leads; from every other state it does not lead anywhere. */
const TRANSITIONS: Readonly<Record<string, Transition>> = {
  'progress is told': {
    happens: ({ context: { store } }, id) => store.publicationTell(id, PROGRESS, 8),
    leads: { running: 'running' },
  },
  'somebody cancels it': {
    happens: ({ publishing }, id) => publishing.publicationCancel(OWNER, id),
    // Its run sees that, and begins to undo it.
    leads: { running: 'running' },
  },
  'undoing begins': { happens: ({ context }, id) => beginUndo(context, id, WHY), leads: { running: 'undoing' } },
  'undoing ends': {
    happens: ({ context }, id) => undo(context, id),
    leads: { 'being cancelled': 'cancelled', 'being undone': 'failed' },
  },
  'its source is settled': { happens: ({ context }, id) => finish(context, id), leads: { finishing: 'done' } },
  'its source cannot be settled': {
    happens: ({ context }, id) => finishAnyway(context, id, 'its host is gone'),
    leads: { finishing: 'done' },
  },
  'its job is given up': {
    happens: ({ context }, id) => giveUp(context, id, WHY),
    leads: { running: 'failed', finishing: 'done' },
  },
  'a round ends what nobody works on': {
    happens: ({ settle }) => settle(),
    leads: { running: 'failed', finishing: 'done', 'being cancelled': 'cancelled', 'being undone': 'failed' },
  },
};

for (const [name, { happens, leads }] of Object.entries(TRANSITIONS)) {
  const told = Object.entries(leads).map(([from, to]) => `${from} → ${to}`);
  test(`${name}: ${told.join(', ')}`, async (context) => {
    const world = await openWorld(context);
    const { store } = world.context;
    for (const from of Object.keys(STATES) as Name[]) {
      const id = await keep(world, STATES[from]);
      const outcome = await happens(world, id).catch((error: unknown) =>
        error instanceof IngotError && error.code === 'conflict' ? false : Promise.reject(error),
      );
      const to = leads[from];
      if (outcome === false || outcome === null) assert.equal(to, undefined, `${from} is left`);
      const { state } = (await store.publicationFind(id)) ?? assert.fail();
      assert.equal(state.status, to ?? STATES[from].status, `from ${from}`);
      if (to === undefined) assert.deepEqual(state, STATES[from]);
    }
  });
}

test('a failure keeps its reason, and a source that was not settled is told as a warning', async (context) => {
  const world = await openWorld(context);
  const { store } = world.context;
  const failed = await keep(world, STATES.running);
  await giveUp(world.context, failed, WHY);
  assert.partialDeepStrictEqual(await store.publicationFind(failed), { state: { failure: 'It fell over.' } });
  const done = await keep(world, STATES.finishing);
  await giveUp(world.context, done, WHY);
  assert.match((await store.publicationFind(done))?.warning ?? '', /active, but its source was not settled: It fell/);
});

/** A deployment to a pool that is gone: there is nothing to be taken back but the record. */
async function keep({ context: { store } }: PublishingWorld, state: PublicationState): Promise<PublicationId> {
  const { projectId: ownerId, userId } = OWNER;
  assert.ok(ownerId);
  const publication: Publication = {
    id: newPublicationId(),
    task: newJobId(),
    source: { kind: 'deploy' },
    imageId: newImageId(),
    poolId: newImagePoolId(),
    ownerId,
    userId,
    checks: [],
    warning: null,
    createdAt: 1,
    updatedAt: 1,
    state,
  };
  await store.transaction((tx) => tx.publicationInsert(publication));
  return publication.id;
}
