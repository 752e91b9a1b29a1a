import { time, type Column } from '../../output/output.ts';
import type { RecipeSummary } from './find-recipe.ts';

export const RECIPE_COLUMNS: readonly Column<RecipeSummary>[] = [
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.revision', of: ({ revision }) => revision },
  { label: 'column.updated', of: ({ updatedAt }) => time(updatedAt) },
  { label: 'column.description', of: ({ description }) => description, shrinks: true },
];

export const RECIPE_FIELDS: readonly Column<RecipeSummary>[] = [
  { label: 'column.id', of: ({ id }) => id },
  ...RECIPE_COLUMNS,
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
  { label: 'column.project', of: ({ projectId }) => projectId },
];
