import type { RecipeRuns, Recipes } from '../../../recipes/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { recipeRoutes } from './recipes.ts';
import { runRoutes } from './runs.ts';

/** Recipes and their runs. A resource of Ingot's own API. */
export function recipeResource({
  recipes,
  runs,
}: {
  readonly recipes: Recipes;
  readonly runs: RecipeRuns;
}): (scope: HttpServer) => void {
  return (scope) => {
    recipeRoutes(scope, recipes);
    runRoutes(scope, runs);
  };
}
