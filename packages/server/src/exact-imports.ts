import { registerHooks } from 'node:module';

/** Of what is in this repository, and in the packages that are installed in it. */
const ROOT = new URL('../../../', import.meta.url).href;

interface Resolved {
  readonly url: string;
  readonly format: 'module-typescript' | 'module';
}

/**
 * From now on Node takes a relative import that names its file in full at its word, as all of ours do, and those of packages
 * with `.mjs`. By itself it asks for each of some ten thousand what lies there, whether that is a link, and for the
 * package.json above it: a fifth of the time that it takes to load the service.
 */
export function trustExactImports(): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      const exact = exactImport(specifier, context.parentURL);
      return exact === null ? next(specifier, context) : { ...exact, shortCircuit: true };
    },
  });
}

/** @returns null for what Node has to look for */
export function exactImport(specifier: string, parent: string | undefined): Resolved | null {
  if (!specifier.startsWith('.') || parent?.startsWith(ROOT) !== true) return null;
  const format = formatOf(specifier);
  return format && { url: new URL(specifier, parent).href, format };
}

function formatOf(file: string): Resolved['format'] | null {
  if (file.endsWith('.ts')) return 'module-typescript';
  return file.endsWith('.mjs') ? 'module' : null;
}
