import type { MaintenanceTask } from '../maintenance-task.ts';
import { walkForDamage, type DamageWalkParts } from './damage-walk.ts';

/** Tries to get back what is quarantined, and asks which images need what is still damaged then. */
export function healTask(parts: DamageWalkParts): MaintenanceTask<'heal'> {
  return {
    run: async (_options, run) => {
      const { signal } = run;
      const { healed, left, failure } = await parts.integrity.heal(signal);
      const figures = { healed, left, failure, contents: 0, damagedContents: 0 };
      run.tell(figures);
      const walked = await walkForDamage(parts, signal, (soFar) => run.tell({ ...figures, ...soFar }));
      return { ...figures, ...walked };
    },
  };
}
