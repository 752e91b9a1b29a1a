import type { Kysely } from 'kysely';
import type { Migrations } from '../db/index.ts';
import type { ProjectId, RecipeId, UserId } from '../kernel/ids.ts';

interface RecipeTable {
  id: RecipeId;
  project_id: ProjectId;
  name: string;
  revision: number;
  document: string;
  description: string | null;
  user_id: UserId;
  created_at: number;
  updated_at: number;
}

export type RecipeTables = { recipe: RecipeTable };

export const recipeMigrations: Migrations = {
  '0052-recipes': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createTable('recipe')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('project_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.notNull())
        .addColumn('document', 'text', (column) => column.notNull())
        .addColumn('description', 'text')
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema.createIndex('recipe_name').unique().on('recipe').columns(['project_id', 'name']).execute();
      await schema.createIndex('recipe_order').on('recipe').columns(['name', 'id']).execute();
    },
  },
};
