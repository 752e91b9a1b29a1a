import type { Caller } from '../kernel/caller.ts';
import type { RecipeId } from '../kernel/ids.ts';
import type { Recipe, RecipeSummary } from './recipe.ts';

/**
 * Everything that can be done with recipes. Each operation decides by its `Caller` whether it may be done, and fails with an
 * `IngotError`: `not-found` where the caller may not know of the recipe, `forbidden` where he may see it but not do this,
 * `invalid` for a document that is no recipe, with the place.
 */
export interface Recipes {
  /** @throws `conflict` where the name is taken, `quota-exceeded`, `too-large`. */
  recipeCreate(caller: Caller, recipe: NewRecipe): Promise<Recipe>;
  recipeGet(caller: Caller, id: RecipeId): Promise<Recipe>;
  /** By name. */
  recipeList(caller: Caller, query: ListedRecipes): Promise<Page<RecipeSummary>>;
  /**
   * What is left out stays; another document is another revision.
   *
   * @throws `conflict` where the name is taken, or it has another revision than the one that is expected.
   */
  recipeUpdate(caller: Caller, id: RecipeId, revision: RecipeRevision): Promise<Recipe>;
  /** Its runs stay, with what they were run by. */
  recipeDelete(caller: Caller, id: RecipeId): Promise<void>;
}

export interface NewRecipe {
  readonly name: string;
  /** YAML or JSON. */
  readonly document: string;
}

export interface RecipeRevision {
  readonly name?: string;
  readonly document?: string;
  /** The revision that whoever writes has seen. */
  readonly expected?: number;
}

export interface ListedRecipes {
  /** Of every project, for administrators. */
  readonly allProjects?: boolean;
  readonly marker?: RecipeId;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}
