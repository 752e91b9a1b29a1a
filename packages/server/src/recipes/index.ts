/**
 * Recipes: how images are built without anybody at the keyboard.
 *
 *     base ──► machine ──► steps, by the guest's agent ──► off ──capture──► clean ──► check ──► image
 */
export * from './recipe.ts';
export type { RecipeStore } from './recipe-store.ts';
export * from './recipes.ts';
export { MAX_DOCUMENT } from './document/recipe-schema.ts';
export * from './runs/run.ts';
export type { RunStore } from './runs/run-store.ts';
export * from './runs/runs.ts';
export { baseOf } from './document/parse-recipe.ts';
export type { RecipeBase } from './document/recipe-plan.ts';
export { STEP_KINDS } from './document/recipe-plan.ts';
export { createRecipes } from './create-recipes.ts';
