import type { RecipeRunId } from '../../kernel/ids.ts';

type Secrets = ReadonlyMap<string, string>;

/**
 * The secrets of runs that are waiting here, in memory and nowhere else: a run that has some cannot outlive the process that
 * was told them.
 */
export class RunSecrets {
  readonly #known = new Map<RecipeRunId, Secrets>();

  keep(run: RecipeRunId, secrets: Secrets): void {
    if (secrets.size > 0) this.#known.set(run, secrets);
  }

  /** Hands them out, once. Null where they are not known. */
  take(run: RecipeRunId): Secrets | null {
    const secrets = this.#known.get(run) ?? null;
    this.#known.delete(run);
    return secrets;
  }
}
