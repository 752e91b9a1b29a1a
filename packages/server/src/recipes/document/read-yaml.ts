import { isScalar, LineCounter, parseDocument, visit, type Document, type YAMLMap } from 'yaml';
import { IngotError } from '../../kernel/errors.ts';
import { notARecipe } from './not-a-recipe.ts';
import { MAX_DOCUMENT } from './recipe-schema.ts';

/**
 * What a text says, YAML 1.2 or JSON. It takes time in proportion to the text, whoever wrote it: what the library does for each
 * pair of keys, and for each of all errors, is done here, once.
 *
 * @throws IngotError `invalid`, with the first thing that is wrong and where it is; `too-large`.
 */
export function readYaml(text: string): unknown {
  if (Buffer.byteLength(text) > MAX_DOCUMENT) {
    throw new IngotError('too-large', `A recipe has at most ${MAX_DOCUMENT} bytes; bring larger files on a disc.`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    lineCounter: lines,
    uniqueKeys: false,
  });
  const [problem] = document.errors;
  if (problem) throw notARecipe(`${problem.message}${placeOf(problem.pos[0], lines)}`, problem);
  try {
    const repeated = repeatedKeyOf(document);
    if (repeated !== null) throw notARecipe(`Map keys must be unique${placeOf(repeated, lines)}`);
    // Anchors are no use here, and aliases of aliases grow without end.
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof RangeError) throw notARecipe('it is nested too deeply', error);
    if (!(error instanceof ReferenceError)) throw error;
    throw notARecipe('aliases (*name) are not taken', error);
  }
}

function placeOf(offset: number, lines: LineCounter): string {
  if (offset < 0) return '';
  const { line, col } = lines.linePos(offset);
  return ` at line ${line}, column ${col}`;
}

/** Where the first key is that its map has already; null where there is none. */
function repeatedKeyOf(document: Document): number | null {
  let found: number | null = null;
  visit(document, {
    Map: (_, map) => {
      found = repeatedKeyIn(map);
      return found === null ? undefined : visit.BREAK;
    },
  });
  return found;
}

function repeatedKeyIn({ items }: YAMLMap): number | null {
  const keys = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    if (keys.has(key.value)) return key.range?.[0] ?? 0;
    keys.add(key.value);
  }
  return null;
}
