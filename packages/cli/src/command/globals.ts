import { LANGUAGES } from '../messages/language.ts';
import type { OptionSpecs } from './command.ts';

/** Options of every command, which may stand before its name too. */
export const GLOBAL_OPTIONS = {
  json: { kind: 'flag', help: 'option.json' },
  context: { kind: 'text', value: 'NAME', help: 'option.context', complete: 'context' },
  cloud: { kind: 'text', value: 'NAME', help: 'option.cloud' },
  lang: { kind: 'choice', choices: LANGUAGES, help: 'option.lang' },
  quiet: { kind: 'flag', help: 'option.quiet' },
  help: { kind: 'flag', help: 'option.help' },
} as const satisfies OptionSpecs;
