import { message } from '../messages/message.ts';
import { closest } from './closest.ts';
import { CommandError, EXIT } from './failure.ts';
import { GLOBAL_OPTIONS } from './globals.ts';

export interface Found<Name extends string> {
  /** Null when the words name a group of commands, or nothing. */
  readonly name: Name | null;
  /** The words that name it. */
  readonly path: readonly string[];
  /** Everything else, global options that stood before the name included. */
  readonly rest: readonly string[];
}

/**
 * Finds which command the words begin with. Names are one word or more: `login`, `image list`.
 *
 * @throws CommandError `usage` for words that begin no command
 */
export function findCommand<Name extends string>(words: readonly string[], names: readonly Name[]): Found<Name> {
  const before = globalsBefore(words);
  const path = knownPath(words, names);
  const name = names.find((candidate) => candidate === path.join(' ')) ?? null;
  const next = words[before + path.length];
  if (name === null && next !== undefined && !next.startsWith('-')) throw unknown(next, path, names);
  return { name, path, rest: [...words.slice(0, before), ...words.slice(before + path.length)] };
}

/** The words, after global options, that name a command or a group of them; as many as do. */
export function knownPath(words: readonly string[], names: readonly string[]): string[] {
  const path: string[] = [];
  for (const word of words.slice(globalsBefore(words))) {
    const next = [...path, word].join(' ');
    if (word.startsWith('-') || !names.some((name) => name === next || name.startsWith(`${next} `))) break;
    path.push(word);
  }
  return path;
}

/** How many words at the beginning are global options with their values. */
export function globalsBefore(words: readonly string[]): number {
  let at = 0;
  for (let word = words[0]; word?.startsWith('--') === true && word !== '--'; word = words[at]) {
    const [name = ''] = word.slice(2).split('=', 1);
    const spec = Object.entries(GLOBAL_OPTIONS).find(([known]) => known === name)?.[1];
    at += spec !== undefined && spec.kind !== 'flag' && !word.includes('=') ? 2 : 1;
  }
  return Math.min(at, words.length);
}

function unknown(word: string, path: readonly string[], names: readonly string[]): CommandError {
  const siblings = names
    .map((name) => name.split(' '))
    .filter((parts) => path.every((part, at) => parts[at] === part))
    .map((parts) => parts[path.length] ?? '');
  const meant = closest(word, siblings);
  const written = [...path, word].join(' ');
  const hint = meant !== null && { hint: message('hint.meant', { word: [...path, meant].join(' ') }) };
  return new CommandError(EXIT.usage, message('usage.unknown-command', { name: written }), { ...hint });
}
