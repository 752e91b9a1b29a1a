import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from '../app/frame.tsx';
import { recipeQuery, runQuery } from './recipe-queries.ts';

const recipes = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/recipes',
  component: lazyRouteComponent(() => import('./RecipesPage.tsx'), 'RecipesPage'),
});

const recipe = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/recipes/$id',
  loader: ({ context, params }) => context.queries.ensureQueryData(recipeQuery(params.id)),
  component: lazyRouteComponent(() => import('./RecipePage.tsx'), 'RecipePage'),
});

const run = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/recipes/runs/$id',
  loader: ({ context, params }) => context.queries.ensureQueryData(runQuery(params.id)),
  component: lazyRouteComponent(() => import('./RunPage.tsx'), 'RunPage'),
});

export const recipeRoutes = [recipes, recipe, run] as const;
