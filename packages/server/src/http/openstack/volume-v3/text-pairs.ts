import { IngotError } from '../../../kernel/errors.ts';

const TEXT = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/y;
const SPACE = /\s*/y;

/**
 * Reads the filter `metadata` of a list: clients put Python's notation of a dictionary into the query,
 * `{'Type': 'work', "owner's": 'me'}`; that of JSON is the same with double quotes.
 *
 * @throws IngotError `invalid`
 */
export function parseTextPairs(source: string): Readonly<Record<string, string>> {
  let position = 0;
  const skip = (): void => {
    SPACE.lastIndex = position;
    position += SPACE.exec(source)?.[0].length ?? 0;
  };
  const take = (mark: string): boolean => {
    skip();
    if (!source.startsWith(mark, position)) return false;
    position += mark.length;
    return true;
  };
  const expect = (mark: string): void => {
    if (!take(mark)) throw malformed(source);
  };
  const text = (): string => {
    skip();
    TEXT.lastIndex = position;
    const match = TEXT.exec(source);
    if (!match) throw malformed(source);
    position += match[0].length;
    return (match[1] ?? match[2] ?? '').replaceAll(/\\(.)/g, '$1');
  };
  const found: [string, string][] = [];
  expect('{');
  while (!take('}')) {
    if (found.length > 0) expect(',');
    const key = text();
    expect(':');
    found.push([key, text()]);
  }
  skip();
  if (position !== source.length) throw malformed(source);
  return Object.fromEntries(found);
}

function malformed(source: string): IngotError {
  return new IngotError('invalid', `metadata is ${source}, but has to be in the form {'key': 'value'}.`);
}
