import type { Changes } from './changes/index.ts';
import type { RecipeStore } from './recipes/index.ts';

/** As `announcingImages`, for recipes. */
export function announcingRecipes(store: RecipeStore, changes: Changes): RecipeStore {
  const announce = ({ id, ownerId: project }: Parameters<RecipeStore['recipeDelete']>[0]): void =>
    changes.announce({ topic: 'recipe', id, project, isPublic: false });
  return {
    ...store,
    recipeInsert: async (recipe, most) => {
      await store.recipeInsert(recipe, most);
      announce(recipe);
    },
    recipeWrite: async (recipe, before) => {
      const written = await store.recipeWrite(recipe, before);
      if (written) announce(recipe);
      return written;
    },
    recipeDelete: async (recipe) => {
      const deleted = await store.recipeDelete(recipe);
      if (deleted) announce(recipe);
      return deleted;
    },
  };
}
