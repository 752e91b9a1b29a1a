/**
 * Recipes: how images are built without anybody at the keyboard.
 *
 *     base ──► machine ──► steps, by the guest's agent ──► off ──capture──► clean ──► check ──► image
 */
export * from './recipe.ts';
export type { RecipeStore } from './recipe-store.ts';
export * from './recipes.ts';
export { MAX_DOCUMENT } from './document/recipe-schema.ts';
export { createRecipes } from './create-recipes.ts';
