import type { Changes } from './changes/index.ts';
import type { RecipeStore, RecipeRun, RunStore } from './recipes/index.ts';

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

/** As `announcingRecipes`, for runs: also when a step goes on, or its log grows. */
export function announcingRuns(store: RunStore, changes: Changes): RunStore {
  const announce = ({ id, ownerId: project }: Pick<RecipeRun, 'id' | 'ownerId'>): void =>
    changes.announce({ topic: 'recipe-run', id, project, isPublic: false });
  return {
    ...store,
    runAdd: async (run, parts, most) => {
      await store.runAdd(run, parts, most);
      announce(run);
    },
    runRevise: async (id, revise) => {
      const run = await store.runRevise(id, revise);
      if (run) announce(run);
      return run;
    },
    stepWrite: async (run, step) => {
      await store.stepWrite(run, step);
      announce(run);
    },
    logAppend: async (run, place, piece) => {
      await store.logAppend(run, place, piece);
      announce(run);
    },
  };
}
