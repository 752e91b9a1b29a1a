import {
  ValueNode,
  type Compilable,
  type CompiledQuery,
  type DialectAdapter,
  type Expression,
  type Kysely,
  type QueryExecutorProvider,
  type QueryResult,
} from 'kysely';

/** The values of a statement as whoever writes it has them: as places of the text that are filled when it runs. */
export type Places<Values> = { readonly [Name in keyof Values]: Expression<Exclude<Values[Name], undefined>> };

/**
 * A statement that is written once and then run with other values: to build one and to write its text takes Kysely several
 * times as long as SQLite takes to run it.
 *
 *     const rename = prepared((kysely: Kysely<Tables>, { id, ...changes }: Places<Partial<Row> & Pick<Row, 'id'>>) =>
 *       kysely.updateTable('image').set(changes).where('id', '=', id));
 *     await rename(tx, { id, name: 'golden' });
 *
 * @param write may look at which values there are, and never sees them: there is a text for each set of names.
 */
export function prepared<Tables, Values extends object, Row>(
  write: (kysely: Kysely<Tables>, places: Places<Values>) => Compilable<Row>,
): (kysely: Kysely<Tables>, values: Values) => Promise<QueryResult<Row>> {
  const texts = new Texts<Row>();
  return (kysely, values) => {
    const names = Object.keys(values);
    const text = texts.get(kysely, names.join(), () => write(kysely, placesOf<Values>(names)));
    return kysely.getExecutor().executeQuery(bound(text, [values]));
  };
}

/** Rows in one statement: each number of them is a text of its own. */
export const ROWS_AT_ONCE = 16;

/**
 * The same for a statement about several rows of the same columns, of which some are written at a time: in a transaction, where
 * it is all of them or none. None is no statement.
 */
export function preparedRows<Tables, Row extends object>(
  write: (kysely: Kysely<Tables>, rows: readonly Places<Row>[]) => Compilable,
): (kysely: Kysely<Tables>, rows: readonly Row[]) => Promise<void> {
  const texts = new Texts<unknown>();
  return async (kysely, rows) => {
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const some = rows.slice(at, at + ROWS_AT_ONCE);
      const names = Object.keys(some[0] ?? {});
      const places = () => some.map((_, row) => placesOf<Row>(names, row));
      const text = texts.get(kysely, `${some.length} ${names.join()}`, () => write(kysely, places()));
      await kysely.getExecutor().executeQuery(bound(text, some));
    }
  };
}

/** The same for a statement about a list of values: each length is a text of its own. */
export function preparedList<Tables, Value, Row>(
  write: (kysely: Kysely<Tables>, places: readonly Expression<Value>[]) => Compilable<Row>,
): (kysely: Kysely<Tables>, values: readonly Value[]) => Promise<QueryResult<Row>> {
  const texts = new Texts<Row>();
  return (kysely, values) => {
    const places = () => values.map((_, at) => new Place<Value>(String(at), 0));
    const text = texts.get(kysely, String(values.length), () => write(kysely, places()));
    return kysely.executeQuery(bound(text, [values]));
  };
}

/** Where a value goes; it stands among the parameters of the text. */
class Place<Value> implements Expression<Value> {
  readonly name: string;
  readonly row: number;

  constructor(name: string, row: number) {
    this.name = name;
    this.row = row;
  }

  get expressionType(): Value | undefined {
    return undefined;
  }

  toOperationNode(): ReturnType<typeof ValueNode.create> {
    return ValueNode.create(this);
  }
}

function placesOf<Values>(names: readonly string[], row = 0): Places<Values> {
  // One for each name that there is, which is what the type says.
  return Object.fromEntries(names.map((name) => [name, new Place(name, row)])) as unknown as Places<Values>;
}

function bound<Row>(text: CompiledQuery<Row>, rows: readonly object[]): CompiledQuery<Row> {
  const values = rows as readonly Readonly<Record<string, unknown>>[];
  const parameters = text.parameters.map((value) => (value instanceof Place ? values[value.row]?.[value.name] : value));
  return { ...text, parameters };
}

/** Of one statement; beyond these somebody writes values into names. */
const CAPACITY = 200;

/** What was written for each database, as their dialects differ, by what decides about the text. */
class Texts<Row> {
  readonly #byDatabase = new WeakMap<DialectAdapter, Map<string, CompiledQuery<Row>>>();

  get(kysely: QueryExecutorProvider, key: string, write: () => Compilable<Row>): CompiledQuery<Row> {
    const { adapter } = kysely.getExecutor();
    let texts = this.#byDatabase.get(adapter);
    if (!texts) this.#byDatabase.set(adapter, (texts = new Map<string, CompiledQuery<Row>>()));
    const known = texts.get(key);
    if (known) return known;
    if (texts.size >= CAPACITY) texts.clear();
    const text = write().compile();
    texts.set(key, text);
    return text;
  }
}
