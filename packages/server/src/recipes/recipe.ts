import type { ProjectId, RecipeId, UserId } from '../kernel/ids.ts';

/** A recipe of a project: how an image is built without anybody at the keyboard. */
export interface Recipe {
  readonly id: RecipeId;
  readonly ownerId: ProjectId;
  /** Unlike the others of its project. */
  readonly name: string;
  /** From 1; one more each time that the document is replaced. */
  readonly revision: number;
  /** As it was written, comments and all: YAML or JSON. */
  readonly document: string;
  /** Of the document. */
  readonly description: string | null;
  /** Who wrote this revision. */
  readonly userId: UserId;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A recipe as lists have it. */
export type RecipeSummary = Omit<Recipe, 'document'>;
