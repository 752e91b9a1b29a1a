import type { RecipeContext } from './recipe-context.ts';
import { recipeOperations } from './recipe-operations.ts';
import type { Recipes } from './recipes.ts';

export interface RecipeService {
  readonly recipes: Recipes;
}

/** Puts the domain together. */
export function createRecipes(context: RecipeContext): RecipeService {
  return { recipes: recipeOperations(context) };
}
