import { Type, type Static } from 'typebox';
import { MAX_DOCUMENT, type Recipe, type RecipeSummary } from '../../../recipes/index.ts';

const TIME = Type.String({ format: 'date-time' });
/** Bytes of a body with a document: in JSON a character may take two, and a few six. */
export const DOCUMENT_BODY = 2 * MAX_DOCUMENT + 64 * 1024;
export const NAME = Type.String({ minLength: 1, maxLength: 255 });
/** Characters; how many bytes it may have the domain says. */
export const DOCUMENT = Type.String({ description: 'The recipe, YAML or JSON' });

export const RECIPE_SUMMARY = Type.Object({
  id: Type.String(),
  projectId: Type.String(),
  name: Type.String(),
  revision: Type.Integer({ minimum: 1, description: 'One more each time that the document is replaced' }),
  description: Type.Union([Type.String(), Type.Null()], { description: 'As the document says' }),
  userId: Type.String({ description: 'Who wrote this revision' }),
  createdAt: TIME,
  updatedAt: TIME,
});

export const RECIPE = Type.Object({ ...RECIPE_SUMMARY.properties, document: DOCUMENT });

export function renderSummary(recipe: RecipeSummary): Static<typeof RECIPE_SUMMARY> {
  const { id, ownerId, name, revision, description, userId, createdAt, updatedAt } = recipe;
  return {
    id,
    projectId: ownerId,
    name,
    revision,
    description,
    userId,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

export function renderRecipe(recipe: Recipe): Static<typeof RECIPE> {
  return { ...renderSummary(recipe), document: recipe.document };
}
