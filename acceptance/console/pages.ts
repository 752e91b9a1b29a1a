import type { Page } from 'playwright-core';
import type { Samples } from './samples.ts';

/**
 * Where each page of the console is looked at, by the path of its route: `npm run screenshots` shows all of them, and a
 * route that has no entry here fails the tests.
 */
export const PAGES: Readonly<Record<string, (samples: Samples) => string>> = {
  '/sign-in': () => '/sign-in',
  '/images': () => '/images',
  '/images/flavors': () => '/images/flavors',
  '/images/offers': () => '/images/offers',
  '/images/trash': () => '/images/trash',
  '/images/source-vms': () => '/images/source-vms',
  '/images/source-vms/$id': ({ machine }) => `/images/source-vms/${machine}`,
  '/images/desktop-images': () => '/images/desktop-images',
  '/images/desktop-images/$id': ({ desktopImage }) => `/images/desktop-images/${desktopImage}`,
  '/images/publications': () => '/images/publications',
  '/images/recipes': () => '/images/recipes',
  '/images/recipes/$id': ({ recipe }) => `/images/recipes/${recipe}`,
  '/images/recipes/runs/$id': ({ recipeRun }) => `/images/recipes/runs/${recipeRun}`,
  '/images/pools': () => '/images/pools',
  '/disks': () => '/disks',
  '/disks/$id': ({ volume }) => `/disks/${volume}`,
  '/snapshots': () => '/snapshots',
  '/administration/projects': () => '/administration/projects',
  '/administration/users': () => '/administration/users',
  '/administration/storage': () => '/administration/storage',
  '/account': () => '/account',
  '/overview': () => '/overview',
  '/activity': () => '/activity',
  '/activity/audit': () => '/activity/audit',
  '/images/$id/': ({ image }) => `/images/${image}`,
  '/images/$id/checks': ({ image }) => `/images/${image}/checks`,
  '/images/$id/checks/$report': ({ image, report }) => `/images/${image}/checks/${report}`,
  '/images/$id/versions': ({ image }) => `/images/${image}/versions`,
  '/images/$id/access': ({ image }) => `/images/${image}/access`,
  '/images/$id/compare': ({ image, diff }) => `/images/${image}/compare?diff=${diff}`,
  '/images/$id/download': ({ image }) => `/images/${image}/download`,
  '/images/$id/uses': ({ image }) => `/images/${image}/uses`,
};

/** The paths of the pages that the console on `page` has, as its router tells developers' tools. */
export async function routesOf(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`
    Object.values(window.__TSR_ROUTER__.routesById)
      .filter(({ children, options }) => children === undefined && options.component !== undefined)
      .map(({ fullPath }) => fullPath)
  `);
}

/** Routes without an entry, and entries without a route. */
export function unlisted(routes: readonly string[]): string[] {
  const listed = Object.keys(PAGES);
  return [...routes.filter((route) => !listed.includes(route)), ...listed.filter((route) => !routes.includes(route))];
}
