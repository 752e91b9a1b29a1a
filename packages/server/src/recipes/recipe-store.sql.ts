import { sql, type Selectable, type Transaction } from 'kysely';
import { keysetAfter, type Database } from '../db/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { Recipe, RecipeSummary } from './recipe.ts';
import type { RecipeStore } from './recipe-store.ts';
import type { RecipeTables } from './recipe-tables.sql.ts';

export { recipeMigrations } from './recipe-tables.sql.ts';

type Row = Selectable<RecipeTables['recipe']>;

const SUMMARY = [
  'id',
  'project_id',
  'name',
  'revision',
  'description',
  'user_id',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof Row)[];

export function createSqlRecipeStore(database: Database): RecipeStore {
  const kysely = database.tables<RecipeTables>();
  return {
    recipeInsert: (recipe, most) =>
      database.transaction<RecipeTables, void>(async (tx) => {
        await requireFree(tx, recipe);
        const owned = tx.selectFrom('recipe').where('project_id', '=', recipe.ownerId);
        const { count } = await owned.select((all) => all.fn.countAll().as('count')).executeTakeFirstOrThrow();
        if (Number(count) >= most) {
          throw new IngotError('quota-exceeded', `A project has at most ${most} recipes; delete one first.`);
        }
        await tx.insertInto('recipe').values(toRow(recipe)).execute();
      }),

    recipeFind: async (id) => {
      const row = await kysely.selectFrom('recipe').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? { ...toSummary(row), document: row.document } : null;
    },

    recipeList: async (owner, { after, limit }) => {
      let rows = kysely.selectFrom('recipe').select(SUMMARY);
      if (owner !== null) rows = rows.where('project_id', '=', owner);
      if (after) {
        const keys = [
          { expression: sql.ref<string>('name'), direction: 'asc', value: after.name },
          { expression: sql.ref<string>('id'), direction: 'asc', value: after.id },
        ] as const;
        rows = rows.where(keysetAfter(keys));
      }
      return (await rows.orderBy('name').orderBy('id').limit(limit).execute()).map(toSummary);
    },

    recipeWrite: (recipe, before) =>
      database.transaction<RecipeTables, boolean>(async (tx) => {
        await requireFree(tx, recipe);
        const rows = tx.updateTable('recipe').set(toRow(recipe)).where('id', '=', recipe.id);
        const { numUpdatedRows } = await rows.where('revision', '=', before).executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    recipeDelete: async ({ id }) => {
      const { numDeletedRows } = await kysely.deleteFrom('recipe').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

async function requireFree(tx: Transaction<RecipeTables>, { id, ownerId, name }: Recipe): Promise<void> {
  const named = tx.selectFrom('recipe').select('id').where('project_id', '=', ownerId).where('name', '=', name);
  if (await named.where('id', '!=', id).executeTakeFirst()) {
    throw new IngotError('conflict', `The project has a recipe named ${name} already.`);
  }
}

function toRow(recipe: Recipe): Row {
  return {
    id: recipe.id,
    project_id: recipe.ownerId,
    name: recipe.name,
    revision: recipe.revision,
    document: recipe.document,
    description: recipe.description,
    user_id: recipe.userId,
    created_at: recipe.createdAt,
    updated_at: recipe.updatedAt,
  };
}

function toSummary(row: Omit<Row, 'document'>): RecipeSummary {
  return {
    id: row.id,
    ownerId: row.project_id,
    name: row.name,
    revision: row.revision,
    description: row.description,
    userId: row.user_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
