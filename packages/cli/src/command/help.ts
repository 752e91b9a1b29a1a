import { displayWidth } from '../output/display-width.ts';
import { message, type PlainKey } from '../messages/message.ts';
import type { Translate } from '../messages/translate.ts';
import type { ArgumentSpec, Command, OptionSpec, OptionSpecs } from './command.ts';
import { GLOBAL_OPTIONS } from './globals.ts';

/** Names with their line of help. */
export type Summaries = Readonly<Record<string, { readonly summary: PlainKey }>>;

/** The commands whose names begin with `path`: all of them for an empty one. */
export function groupHelp(path: readonly string[], commands: Summaries, t: Translate): string {
  const prefix = path.length === 0 ? '' : `${path.join(' ')} `;
  const entries = Object.entries(commands).filter(([name]) => name.startsWith(prefix));
  return [
    ...(path.length === 0 ? [t('help.about'), ''] : []),
    t(message('help.usage', { usage: `ingot ${prefix}${t('help.command-word')} …` })),
    '',
    t('help.commands'),
    ...aligned(entries.map(([name, { summary }]) => [name, t(summary)])),
    '',
    t('help.global-options'),
    ...globalLines(t),
    '',
    t('help.more'),
    ...(path.length === 0 ? [t('help.exit-status')] : []),
    '',
  ].join('\n');
}

/** What one command does, takes and offers, with what every command offers. */
export function commandHelp(name: string, summary: PlainKey, command: Command, t: Translate): string {
  const lines = [...commandLines(name, summary, command, t), '', t('help.global-options')];
  return [...lines, ...globalLines(t), ''].join('\n');
}

/** What one command does, takes and offers of its own. */
export function commandLines(name: string, summary: PlainKey, command: Command, t: Translate): string[] {
  const lines = [t(summary), '', t(message('help.usage', { usage: usageOf(name, command) }))];
  if (command.arguments.length > 0) {
    const words = command.arguments.map((argument) => [argument.name.toUpperCase(), t(argument.help)] as const);
    lines.push('', t('help.arguments'), ...aligned(words));
  }
  if (Object.keys(command.options).length > 0) lines.push('', t('help.options'), ...optionLines(command.options, t));
  if (command.notes !== undefined) lines.push('', t(command.notes));
  return lines;
}

/** The options of every command. */
export function globalLines(t: Translate): string[] {
  return optionLines(GLOBAL_OPTIONS, t);
}

/** `ingot image show [--option VALUE …] IMAGE` */
function usageOf(name: string, command: Pick<Command, 'arguments' | 'options'>): string {
  const options = Object.keys(command.options).length > 0 ? ['[--…]'] : [];
  return ['ingot', name, ...options, ...command.arguments.map(argumentUsage)].join(' ');
}

function argumentUsage({ name, optional }: ArgumentSpec): string {
  return optional ? `[${name.toUpperCase()}]` : name.toUpperCase();
}

/** `--name VALUE`, as it is written. */
function optionUsage(name: string, spec: OptionSpec): string {
  switch (spec.kind) {
    case 'flag':
      return `--${name}`;
    case 'choice':
      return `--${name} ${spec.choices.join('|')}`;
    case 'texts':
    case 'pairs':
      return `--${name} ${spec.value} …`;
    case 'text':
    case 'integer':
    case 'size':
      return `--${name} ${spec.value}`;
  }
}

function optionLines(options: OptionSpecs, t: Translate): string[] {
  return aligned(Object.entries(options).map(([name, spec]) => [optionUsage(name, spec), t(spec.help)]));
}

/** A column is not made wider than this for the sake of one long word. */
const WIDEST = 34;

function aligned(lines: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(WIDEST, Math.max(0, ...lines.map(([left]) => displayWidth(left))));
  return lines.flatMap(([left, right]) =>
    displayWidth(left) > width
      ? [`  ${left}`, `  ${' '.repeat(width)}  ${right}`]
      : [`  ${left}${' '.repeat(width - displayWidth(left))}  ${right}`],
  );
}
