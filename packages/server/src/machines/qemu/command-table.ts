import { Type, type Static, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { ControlError } from './control-error.ts';

/** The commands that are used of a protocol: what each takes, and what of its answer is relied on. */
export type CommandTable = Readonly<Record<string, { readonly takes: TSchema; readonly gives: TSchema }>>;

export type CommandName<Table extends CommandTable> = keyof Table & string;
export type Taken<Table extends CommandTable, Name extends CommandName<Table>> = Static<Table[Name]['takes']>;
export type Given<Table extends CommandTable, Name extends CommandName<Table>> = Static<Table[Name]['gives']>;

/** What takes nothing. */
export const NOTHING = Type.Object({}, { additionalProperties: false });
/** Of an answer on which nothing depends. */
export const ANYTHING = Type.Unknown();

const checks = new WeakMap<TSchema, { Check(value: unknown): boolean }>();

/** Whether a value is as a schema says. What came from outside is what the types say only after this. */
export function isOf<Schema extends TSchema>(schema: Schema, value: unknown): value is Static<Schema> {
  let check = checks.get(schema);
  if (!check) {
    check = Compile(schema);
    checks.set(schema, check);
  }
  return check.Check(value);
}

/** What a command gives. @throws ControlError `malformed`. */
export function checkedAnswer<Schema extends TSchema>(command: string, schema: Schema, value: unknown): Static<Schema> {
  if (isOf(schema, value)) return value;
  throw new ControlError('malformed', `${command} was answered in a shape that it does not have.`);
}

/** A line as the object that it should be; null when it is none. */
export function parsedLine(line: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const message: unknown = JSON.parse(Buffer.from(line).toString('utf8'));
    return isOf(OBJECT, message) ? message : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const OBJECT = Type.Record(Type.String(), Type.Unknown());
const REFUSAL = Type.Object({ class: Type.String(), desc: Type.String() });

/** Of the words of a refusal, in characters. */
const MAX_WORDS = 500;

/** The refusal in a message; null when there is none. The words are the other side's. */
export function refusalIn(command: string, { error }: Readonly<Record<string, unknown>>): ControlError | null {
  if (error === undefined) return null;
  if (!isOf(REFUSAL, error)) return new ControlError('malformed', `${command} was refused, without a reason.`);
  const words = error.desc.slice(0, MAX_WORDS).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
  const code = error.class === 'CommandNotFound' ? 'disabled' : 'refused';
  return new ControlError(code, `${command}: ${words}`, { refusal: error.class.slice(0, MAX_WORDS) });
}
