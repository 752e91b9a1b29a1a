import type { Clock } from '../kernel/clock.ts';
import type { RecipeStore } from './recipe-store.ts';

/** What the operations on recipes work with. */
export interface RecipeContext {
  readonly store: RecipeStore;
  readonly clock: Clock;
}
