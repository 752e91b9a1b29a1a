import { COMMANDS, COMMAND_NAMES } from '../command-table.ts';
import type { Command, Completable, OptionSpec, OptionSpecs } from '../command/command.ts';
import { globalsBefore } from '../command/find-command.ts';
import { GLOBAL_OPTIONS } from '../command/globals.ts';
import type { Translate } from '../messages/translate.ts';

export interface Candidate {
  readonly word: string;
  readonly help?: string;
}

/** The names of things that could stand at the cursor. Fails quietly and soon: nobody waits long for a Tab. */
export type NamesOf = (kind: Exclude<Completable, 'file'>, prefix: string) => Promise<readonly string[]>;

/** Stands for the names of files, which the shell knows itself. */
const FILES: Candidate = { word: ':files' };

/** @param words up to the cursor; the last one is being written */
export async function complete(
  words: readonly string[],
  namesOf: NamesOf,
  t: Translate,
): Promise<readonly Candidate[]> {
  const prefix = words.at(-1) ?? '';
  const all = words.slice(0, -1);
  const before = all.slice(globalsBefore(all));
  const path: string[] = [];
  for (const word of before) {
    if (!COMMAND_NAMES.some((name) => startsWith(name, [...path, word]))) break;
    path.push(word);
  }
  const name = COMMAND_NAMES.find((candidate) => candidate === path.join(' '));
  const candidates =
    name === undefined
      ? ((await ofOptions(GLOBAL_OPTIONS, all, prefix, namesOf, t)) ??
        nextWords(before.length === path.length ? path : null, t))
      : await ofCommand(await COMMANDS[name].load(), before.slice(path.length), prefix, namesOf, t);
  return candidates.filter(({ word }) => (word.startsWith(prefix) && isOneLine(word)) || word === FILES.word);
}

/** A shell gets one candidate a line: in a name that has a line break there would be several, of somebody else's choice. */
function isOneLine(word: string): boolean {
  return !/\p{Cc}/u.test(word);
}

function startsWith(name: string, path: readonly string[]): boolean {
  const parts = name.split(' ');
  return path.every((word, at) => parts[at] === word);
}

/** The words that can follow in the name of a command; a group has no help of its own. */
function nextWords(path: readonly string[] | null, t: Translate): Candidate[] {
  if (path === null) return [];
  const words = new Map<string, string | undefined>();
  for (const name of COMMAND_NAMES) {
    if (!startsWith(name, path)) continue;
    const parts = name.split(' ');
    const word = parts[path.length] ?? '';
    words.set(word, parts.length === path.length + 1 ? t(COMMANDS[name].summary) : undefined);
  }
  return [...words].map(([word, help]) => (help === undefined ? { word } : { word, help }));
}

async function ofCommand(
  command: Command,
  given: readonly string[],
  prefix: string,
  namesOf: NamesOf,
  t: Translate,
): Promise<readonly Candidate[]> {
  const options: OptionSpecs = { ...command.options, ...GLOBAL_OPTIONS };
  const ofThem = await ofOptions(options, given, prefix, namesOf, t);
  if (ofThem !== null) return ofThem;
  const position = positionals(given, options);
  const argument = command.arguments[position];
  return argument?.complete === undefined ? [] : named(argument.complete, prefix, namesOf);
}

/** The values of the option before the cursor, or the options themselves where one is begun; null for other words. */
async function ofOptions(
  options: OptionSpecs,
  given: readonly string[],
  prefix: string,
  namesOf: NamesOf,
  t: Translate,
): Promise<readonly Candidate[] | null> {
  const last = given.at(-1);
  const awaited = last?.startsWith('--') === true ? options[last.slice(2)] : undefined;
  if (awaited !== undefined && awaited.kind !== 'flag') return valuesOf(awaited, prefix, namesOf);
  if (!prefix.startsWith('-')) return null;
  return Object.entries(options).map(([name, { help }]) => ({ word: `--${name}`, help: t(help) }));
}

/** How many arguments stand before the cursor, options and their values left out. */
function positionals(given: readonly string[], options: OptionSpecs): number {
  let count = 0;
  for (let at = 0; at < given.length; at += 1) {
    const word = given[at] ?? '';
    const spec = word.startsWith('--') ? options[word.slice(2)] : undefined;
    if (spec !== undefined && spec.kind !== 'flag') at += 1;
    else if (!word.startsWith('--')) count += 1;
  }
  return count;
}

async function valuesOf(spec: OptionSpec, prefix: string, namesOf: NamesOf): Promise<readonly Candidate[]> {
  if (spec.kind === 'choice') return spec.choices.map((word) => ({ word }));
  return spec.complete === undefined ? [] : named(spec.complete, prefix, namesOf);
}

async function named(kind: Completable, prefix: string, namesOf: NamesOf): Promise<readonly Candidate[]> {
  if (kind === 'file') return [FILES];
  return (await namesOf(kind, prefix)).map((word) => ({ word }));
}
