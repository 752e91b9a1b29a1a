import { parseArgs } from 'node:util';
import { message } from '../messages/message.ts';
import type { Command, OptionSpec, OptionSpecs, OptionValues, Parsed } from './command.ts';
import { CommandError, EXIT } from './failure.ts';
import { closest } from './closest.ts';
import { parseSize } from './size.ts';

/** What a word of the command line turned out to be. */
interface Given {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the words after the name of a command. Options may stand anywhere, `--` ends them.
 *
 * @throws CommandError `usage`, with what to write instead.
 */
export function parseCommand<Specs extends OptionSpecs>(
  { arguments: expected, options: specs }: { readonly arguments: Command['arguments']; readonly options: Specs },
  words: readonly string[],
): Parsed & { readonly options: OptionValues<Specs> } {
  const given = split(words, specs);
  const missing = expected.find(({ optional }, at) => !optional && given.words[at] === undefined);
  if (missing) throw new CommandError(EXIT.usage, message('usage.missing-argument', { name: missing.name }));
  const surplus = given.words[expected.length];
  if (surplus !== undefined) throw new CommandError(EXIT.usage, message('usage.surplus', { word: surplus }));
  return {
    arguments: Object.fromEntries(expected.map(({ name }, at) => [name, given.words[at]])),
    options: Object.fromEntries(
      Object.entries(specs).map(([name, spec]) => [name, optionValue(name, spec, given.options.get(name) ?? [])]),
    ) as OptionValues<Specs>,
  };
}

function split(words: readonly string[], specs: OptionSpecs): Given {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { kind }]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  );
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true });
  const positional: string[] = [];
  const found = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') positional.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (spec === undefined || !token.rawName.startsWith('--')) throw unknownOption(token.rawName, specs);
    if (spec.kind === 'flag' && token.value !== undefined) {
      throw new CommandError(EXIT.usage, message('usage.flag-value', { name: token.name }));
    }
    if (spec.kind !== 'flag' && token.value === undefined) {
      throw new CommandError(EXIT.usage, message('usage.missing-value', { name: token.name }));
    }
    found.set(token.name, [...(found.get(token.name) ?? []), token.value ?? '']);
  }
  return { words: positional, options: found };
}

function unknownOption(rawName: string, specs: OptionSpecs): CommandError {
  // Of one letter nobody can tell what it stands for.
  const meant = rawName.startsWith('--') ? closest(rawName.slice(2), Object.keys(specs)) : null;
  const hint = meant !== null && { hint: message('hint.meant', { word: `--${meant}` }) };
  return new CommandError(EXIT.usage, message('usage.unknown-option', { name: rawName }), { ...hint });
}

function optionValue(name: string, spec: OptionSpec, given: readonly string[]): unknown {
  if (spec.kind === 'flag') return given.length > 0;
  if (spec.kind === 'texts') return given;
  if (spec.kind === 'pairs') return Object.fromEntries(given.map((text) => pair(name, text)));
  if (given.length > 1) throw new CommandError(EXIT.usage, message('usage.repeated', { name }));
  const [text] = given;
  if (text === undefined || spec.kind === 'text') return text;
  return valueOf(name, spec, text);
}

function valueOf(name: string, spec: Extract<OptionSpec, { kind: 'choice' | 'integer' | 'size' }>, value: string) {
  switch (spec.kind) {
    case 'choice': {
      if (spec.choices.includes(value)) return value;
      const choices = spec.choices.join(', ');
      throw new CommandError(EXIT.usage, message('usage.choice', { name, value, choices }));
    }
    case 'integer': {
      if (/^-?\d{1,15}$/.test(value)) return Number(value);
      throw new CommandError(EXIT.usage, message('usage.integer', { name, value }));
    }
    case 'size': {
      const bytes = parseSize(value);
      if (bytes !== null) return bytes;
      throw new CommandError(EXIT.usage, message('usage.size', { name, value }));
    }
  }
}

function pair(name: string, text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new CommandError(EXIT.usage, message('usage.pair', { name, value: text }));
  return [text.slice(0, at), text.slice(at + 1)];
}
