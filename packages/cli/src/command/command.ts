import type { PlainKey } from '../messages/message.ts';
import type { Output } from '../output/output.ts';
import type { CommandContext } from './context.ts';

/** Things on the service whose names can be completed in a shell. */
export type Completable =
  | 'image'
  | 'family'
  | 'volume'
  | 'snapshot'
  | 'flavor'
  | 'key-pair'
  | 'machine'
  | 'pool'
  | 'desktop-image'
  | 'publication'
  | 'recipe'
  | 'context'
  | 'file';

interface Described {
  /** One line of help. */
  readonly help: PlainKey;
  readonly complete?: Completable;
}

export interface ArgumentSpec extends Described {
  /** As it stands in the usage, in upper case. */
  readonly name: string;
  readonly optional?: true;
}

/** An option by the kind of its value. `value` is the word that stands for it in the usage. */
export type OptionSpec = Described &
  (
    | { readonly kind: 'flag' }
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'texts'; readonly value: string }
    /** `KEY=VALUE`, may be repeated. */
    | { readonly kind: 'pairs'; readonly value: string }
    | { readonly kind: 'choice'; readonly choices: readonly string[] }
    | { readonly kind: 'integer'; readonly value: string }
    /** Bytes, with or without a unit: `10GiB`. */
    | { readonly kind: 'size'; readonly value: string }
  );

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type OptionValue<Spec extends OptionSpec> = Spec extends { kind: 'flag' }
  ? boolean
  : Spec extends { kind: 'text' }
    ? string | undefined
    : Spec extends { kind: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice | undefined
      : Spec extends { kind: 'texts' }
        ? readonly string[]
        : Spec extends { kind: 'pairs' }
          ? Readonly<Record<string, string>>
          : number | undefined;

export type OptionValues<Specs extends OptionSpecs> = { readonly [Name in keyof Specs]: OptionValue<Specs[Name]> };

type ArgumentValues<Specs extends readonly ArgumentSpec[]> = {
  readonly [Spec in Specs[number] as Spec['name']]: Spec extends { optional: true } ? string | undefined : string;
};

/** A command as the parser, the help, the completion and the documentation see it. */
export interface Command {
  readonly arguments: readonly ArgumentSpec[];
  readonly options: OptionSpecs;
  /** More lines of help, after the options. */
  readonly notes?: PlainKey;
  run(input: Parsed, context: CommandContext): Promise<Output>;
}

export interface Parsed {
  readonly arguments: Readonly<Record<string, string | undefined>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Declares a command; what `run` gets is typed by its arguments and options. */
export function defineCommand<
  const Arguments extends readonly ArgumentSpec[],
  const Specs extends OptionSpecs,
>(command: {
  readonly arguments: Arguments;
  readonly options: Specs;
  readonly notes?: PlainKey;
  run(
    input: { readonly arguments: ArgumentValues<Arguments>; readonly options: OptionValues<Specs> },
    context: CommandContext,
  ): Promise<Output>;
}): Command {
  return command;
}
