import type { Recipes } from '../../../recipes/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { recipeRoutes } from './recipes.ts';

/** Recipes and their runs. A resource of Ingot's own API. */
export function recipeResource(recipes: Recipes): (scope: HttpServer) => void {
  return (scope) => {
    recipeRoutes(scope, recipes);
  };
}
