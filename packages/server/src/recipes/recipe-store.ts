import type { ProjectId, RecipeId } from '../kernel/ids.ts';
import type { Recipe, RecipeSummary } from './recipe.ts';

/** Where recipes are kept. */
export interface RecipeStore {
  /** @throws `conflict` where the name is taken; `quota-exceeded` where the project has `most` already. */
  recipeInsert(recipe: Recipe, most: number): Promise<void>;
  recipeFind(id: RecipeId): Promise<Recipe | null>;
  /** By name. @param owner null: everybody's. */
  recipeList(owner: ProjectId | null, page: RecipePage): Promise<readonly RecipeSummary[]>;
  /**
   * Replaces the one that has the revision `before`. @returns false where it has another one, or is gone.
   * @throws `conflict` where the name is taken.
   */
  recipeWrite(recipe: Recipe, before: number): Promise<boolean>;
  /** False where there is none. */
  recipeDelete(recipe: Pick<Recipe, 'id' | 'ownerId'>): Promise<boolean>;
}

export interface RecipePage {
  /** The last one of the page before. */
  readonly after?: Pick<Recipe, 'name' | 'id'>;
  readonly limit: number;
}
