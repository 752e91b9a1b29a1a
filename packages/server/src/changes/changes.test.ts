import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Signals } from '../db/index.ts';
import type { Caller } from '../kernel/caller.ts';
import { newDomainId, newProjectId, newUserId, type ProjectId } from '../kernel/ids.ts';
import { createChanges, type Changes } from './changes.ts';
import { decodeChange, encodeChange, type Change } from './change.ts';

const NO_SIGNALS: Signals = { send: () => undefined, on: () => undefined };

function caller(projectId: ProjectId | null): Caller {
  const roles = new Set(['reader']);
  return {
    userId: newUserId(),
    userName: 'u',
    userDomainId: newDomainId(),
    projectId,
    domainId: null,
    roles,
    requestId: 'r',
  };
}

function image(project: ProjectId, id: string, isPublic = false): Change {
  return { topic: 'image', id, project, isPublic };
}

/** The ids of so many notices. */
async function heard(changes: Changes, project: ProjectId, count: number, meanwhile: () => void): Promise<string[]> {
  const stop = new AbortController();
  const ids: string[] = [];
  const notices = changes.watch(caller(project), stop.signal);
  meanwhile();
  for await (const notice of notices) {
    ids.push(notice.kind === 'changed' ? notice.change.id : notice.kind);
    if (ids.length === count) stop.abort();
  }
  return ids;
}

describe('changes', () => {
  const ours = newProjectId();
  const theirs = newProjectId();

  it('are heard of in their project, and everywhere when everybody sees them', async () => {
    const changes = createChanges(NO_SIGNALS);
    const ids = await heard(changes, ours, 2, () => {
      changes.announce(image(ours, 'a'));
      changes.announce(image(theirs, 'b'));
      changes.announce(image(theirs, 'c', true));
    });
    assert.deepEqual(ids, ['a', 'c']);
  });

  it('that come again before somebody has heard of them are told once', async () => {
    const changes = createChanges(NO_SIGNALS);
    const ids = await heard(changes, ours, 2, () => {
      for (let time = 0; time < 5; time += 1) changes.announce(image(ours, 'a'));
      changes.announce(image(ours, 'b'));
    });
    assert.deepEqual(ids, ['a', 'b']);
  });

  it('that are too many to remember are told as such', async () => {
    const changes = createChanges(NO_SIGNALS);
    const ids = await heard(changes, ours, 1, () => {
      for (let number = 0; number < 1000; number += 1) changes.announce(image(ours, `${number}`));
    });
    assert.deepEqual(ids, ['missed']);
  });

  it('reach other processes, which forgive what they do not understand', async () => {
    const handlers: ((detail: string) => void)[] = [];
    const signals: Signals = {
      send: (_, detail = '') => {
        for (const handler of handlers.slice(1)) handler(detail);
      },
      on: (_, handler) => handlers.push(handler),
    };
    const here = createChanges(signals);
    const there = createChanges(signals);
    const ids = await heard(there, ours, 1, () => {
      handlers[1]?.('of a later version');
      here.announce(image(ours, 'a'));
    });
    assert.deepEqual(ids, ['a']);
  });

  it('of what belongs to no project reach other processes as well', () => {
    const change: Change = { topic: 'image-pool', id: 'a', project: null, isPublic: true };
    assert.deepEqual(decodeChange(encodeChange(change)), change);
  });

  it('are told to those who work in a project only, and to so many at a time', () => {
    const changes = createChanges(NO_SIGNALS);
    const { signal } = new AbortController();
    assert.throws(() => changes.watch(caller(null), signal), { code: 'forbidden' });
    for (let count = 0; count < 1000; count += 1) changes.watch(caller(ours), signal);
    assert.throws(() => changes.watch(caller(ours), signal), { code: 'too-many-requests' });
  });
});
