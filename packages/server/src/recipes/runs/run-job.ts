import type { Job, NewJob } from '../../jobs/index.ts';
import { parseRecipeRunId, type RecipeRunId } from '../../kernel/ids.ts';
import type { RecipeRun } from './run.ts';

/** Jobs of one host are of one kind: the machine runs there, and secrets are known there. */
export function runJobKind(host: string): string {
  return `recipe-run ${host}`;
}

export function runJob({ id, task, imageId, ownerId, userId, host, createdAt }: RecipeRun): NewJob {
  const about = { action: 'build', topic: 'image', id: imageId, projectId: ownerId, userId } as const;
  // Not the lane of the project: its machines are made there, which runs wait for.
  const lane = `recipe runs of ${ownerId}`;
  return { id: task, kind: runJobKind(host), subject: id, lane, about, payload: null, at: createdAt };
}

/** What `runJob` made; nobody else enqueues jobs of these kinds. */
export function runIdOf({ subject }: Pick<Job, 'subject'>): RecipeRunId {
  const id = parseRecipeRunId(subject);
  if (!id) throw new Error(`${subject} is no run of a recipe`);
  return id;
}
