import type { RecipePlan } from '../document/recipe-plan.ts';
import type { RunStep } from './run.ts';

/** Places of what a run does beside the steps of its recipe, which are from 1 on. */
export function placesOf({ steps, check }: RecipePlan): {
  readonly clean: number;
  /** Null where nothing is checked. */
  readonly check: number | null;
  readonly publish: number;
} {
  const clean = steps.length + 1;
  return { clean, check: check ? clean + 1 : null, publish: clean + (check ? 2 : 1) };
}

/** Everything that a run will do, in its order. */
export function plannedSteps({ steps, clean, check, publish }: RecipePlan): readonly RunStep[] {
  const planned: Pick<RunStep, 'kind' | 'name'>[] = [
    { kind: 'prepare', name: 'Start the machine' },
    ...steps.map(({ kind, name }) => ({ kind, name })),
    { kind: 'clean', name: clean ? 'Shut down, read the disk and clean it' : 'Shut down and read the disk' },
    ...(check ? [{ kind: 'check', name: `Check ${check.profiles.join(', ')}` } as const] : []),
    { kind: 'publish', name: `Publish ${publish.name}` },
  ];
  return planned.map((step, place) => ({
    place,
    ...step,
    status: 'waiting',
    startedAt: null,
    finishedAt: null,
    exitCode: null,
    logLength: 0,
  }));
}
