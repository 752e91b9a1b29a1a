import type { CompiledQuery } from 'kysely';
import type { ImageQuery } from './image-query.ts';
import type { ListedImage } from './image-reader.sql.ts';
import type { ListScope } from './image-store.ts';

type Statement = CompiledQuery<ListedImage>;

const CAPACITY = 200;

/**
 * The statements of lists that were asked for: people look at the same first page again and again, and to write its
 * statement takes as long as to run it.
 */
export class ListStatements {
  readonly #statements = new Map<string, Statement>();

  /** @param write makes the statement, of nothing but these two */
  get(scope: ListScope, query: ImageQuery, write: () => Statement): Statement {
    const key = JSON.stringify([scope, query]);
    const known = this.#statements.get(key);
    if (known) return known;
    const statement = write();
    if (this.#statements.size >= CAPACITY) this.#statements.clear();
    this.#statements.set(key, statement);
    return statement;
  }
}
