import { IngotError } from '../../kernel/errors.ts';
import type { RecipePlan, RecipeStep } from './recipe-plan.ts';

/** `{{name}}` in a name or a path stands for the value of a variable. Scripts have their variables as environment. */
const REFERENCE = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

type Rewrite = (text: string) => string;

/** The recipe with the values of its variables where they are referred to. */
export function fillIn(plan: RecipePlan, values: ReadonlyMap<string, string>): RecipePlan {
  return rewritten(plan, (text) => text.replaceAll(REFERENCE, (_, name: string) => values.get(name) ?? ''));
}

/** @throws IngotError `invalid` for what refers to no variable, or to a secret, which would be seen then. */
export function checkReferences(plan: RecipePlan): void {
  rewritten(plan, (text) => {
    for (const [reference, name = ''] of text.matchAll(REFERENCE)) {
      const variable = plan.variables.get(name);
      if (!variable) throw new IngotError('invalid', `Not a recipe: there is no variable for ${reference}.`);
      if (variable.secret) {
        throw new IngotError(
          'invalid',
          `Not a recipe: ${name} is a secret, which scripts have in their environment; ${reference} would show it.`,
        );
      }
    }
    return text;
  });
}

function rewritten(plan: RecipePlan, rewrite: Rewrite): RecipePlan {
  const { publish } = plan;
  return {
    ...plan,
    steps: plan.steps.map((step) => rewrittenStep(step, rewrite)),
    publish: { ...publish, name: rewrite(publish.name) },
  };
}

function rewrittenStep(step: RecipeStep, rewrite: Rewrite): RecipeStep {
  const named = { ...step, name: rewrite(step.name) };
  switch (named.kind) {
    case 'upload':
      return { ...named, to: rewrite(named.to) };
    case 'packages':
      return { ...named, names: named.names.map(rewrite), files: named.files.map(rewrite) };
    case 'wait-for-file':
      return { ...named, path: rewrite(named.path) };
    case 'script':
    case 'reboot':
    case 'wait':
      return named;
  }
}
