import { IngotError } from '../kernel/errors.ts';
import { newRecipeId, type RecipeId } from '../kernel/ids.ts';
import type { Caller } from '../kernel/caller.ts';
import { parseRecipe } from './document/parse-recipe.ts';
import { listedOwner, maySee, projectToFill, requireMember, requireSeen } from '../kernel/project-owned.ts';
import type { RecipeContext } from './recipe-context.ts';
import type { Recipe } from './recipe.ts';
import type { Recipes } from './recipes.ts';

/** Of a project: each may have megabytes. */
const MOST_RECIPES = 200;
const MAX_NAME = 255;

export function recipeOperations({ store, clock }: RecipeContext): Recipes {
  const findRecipe = async (caller: Caller, id: RecipeId): Promise<Recipe> =>
    requireSeen(caller, await store.recipeFind(id), () => noRecipe(id));

  return {
    recipeCreate: async (caller, { name, document }) => {
      const ownerId = projectToFill(caller, 'Recipes');
      requireName(name);
      const { description } = parseRecipe(document);
      const now = clock.now();
      const recipe: Recipe = {
        id: newRecipeId(),
        ownerId,
        name,
        revision: 1,
        document,
        description,
        userId: caller.userId,
        createdAt: now,
        updatedAt: now,
      };
      await store.recipeInsert(recipe, MOST_RECIPES);
      return recipe;
    },

    recipeGet: findRecipe,

    recipeList: async (caller, { allProjects = false, marker, limit }) => {
      const owner = listedOwner(caller, 'Recipes', { allProjects });
      const after = marker === undefined ? null : await store.recipeFind(marker);
      if (marker !== undefined && (!after || !maySee(caller, after.ownerId))) {
        throw new IngotError('invalid', `There is no recipe ${marker} for the list to go on after.`);
      }
      const found = await store.recipeList(owner, { limit: limit + 1, ...(after && { after }) });
      return { items: found.slice(0, limit), more: found.length > limit };
    },

    recipeUpdate: async (caller, id, { name, document, expected }) => {
      const before = await findRecipe(caller, id);
      requireMember(caller, before.ownerId);
      if (name !== undefined) requireName(name);
      const parsed = document === undefined ? null : parseRecipe(document);
      if (expected !== undefined && expected !== before.revision) throw changedMeanwhile(before);
      const recipe: Recipe = {
        ...before,
        ...(name !== undefined && { name }),
        ...(document !== undefined &&
          parsed && {
            document,
            description: parsed.description,
            revision: before.revision + 1,
            userId: caller.userId,
          }),
        updatedAt: clock.now(),
      };
      if (!(await store.recipeWrite(recipe, before.revision))) throw changedMeanwhile(before);
      return recipe;
    },

    recipeDelete: async (caller, id) => {
      const recipe = await findRecipe(caller, id);
      requireMember(caller, recipe.ownerId);
      if (!(await store.recipeDelete(recipe))) throw noRecipe(id);
    },
  };
}

function requireName(name: string): void {
  if (name !== '' && name.length <= MAX_NAME && !name.includes('\0')) return;
  throw new IngotError('invalid', `The name of a recipe has 1 to ${MAX_NAME} characters.`);
}

function changedMeanwhile({ id, revision }: Recipe): IngotError {
  return new IngotError(
    'conflict',
    `Recipe ${id} was changed (revision ${revision}): read it again, then change that.`,
  );
}

function noRecipe(id: string): IngotError {
  return new IngotError('not-found', `No recipe found with ID ${id}.`);
}
