import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { IngotError } from '../../kernel/errors.ts';
import { noBody, REFUSALS } from './documented-answers.ts';
import { isJsonObject, jsonObject, type JsonObject } from './json-body.ts';

/*
 * `POST /servers/ID/action` and the like, of Cinder and Nova: the one key of the body names the action.
 */

/** What an action was asked for with. */
export interface AskedAction {
  /** Empty where the client sent null or text, as it may for actions that need nothing. */
  readonly argument: JsonObject;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** @template Subject what it is done to, and by whom. */
export interface ResourceAction<Subject> {
  readonly status: 200 | 202;
  /** @returns the body of the answer, where there is one. */
  run(asked: Subject & AskedAction): Promise<object | void>;
}

export interface ActionTable<Subject> {
  readonly actions: Readonly<Record<string, ResourceAction<Subject>>>;
  /** Actions that clients know and that make no sense here, and why. */
  readonly refused?: Readonly<Record<string, string>>;
}

/** For the schema of a route of actions. */
export const ACTION_BODY = Type.Record(Type.String(), Type.Unknown());
export const ACTION_ANSWERS = {
  200: Type.Unsafe<unknown>({ type: 'object', description: 'Done' }),
  202: noBody('It is being done'),
  ...REFUSALS,
};

/** For the description of such a route. */
export function namesOf({ actions }: ActionTable<never>): string {
  return `The one key of the body names the action: ${Object.keys(actions).join(', ')}.`;
}

/**
 * Does what the body of a request asks for, and answers.
 *
 * @param look fails as looking at the thing does: who may not know of it is told that there is none, whatever he wants of it.
 * @throws IngotError `invalid` for what is no action, or none that is done here; what the action is refused with.
 */
export async function runAction<Subject>(
  { actions, refused = {} }: ActionTable<Subject>,
  subject: Subject,
  { request, reply, look }: Omit<AskedAction, 'argument'> & { readonly look: () => Promise<unknown> },
): Promise<FastifyReply> {
  const { name, argument } = wantedAction(jsonObject(request));
  const action = ownOf(actions, name);
  if (action === undefined) {
    await look();
    throw new IngotError('invalid', ownOf(refused, name) ?? `There is no such action: ${name}.`);
  }
  const body = await action.run({ ...subject, argument, request, reply });
  return await reply.code(action.status).send(body ?? undefined);
}

/** `{"os-extend": {"new_size": 2}}`. @throws IngotError `invalid` unless there is one key. */
function wantedAction(body: JsonObject): { readonly name: string; readonly argument: JsonObject } {
  const [entry, ...others] = Object.entries(body);
  if (entry === undefined || others.length > 0) {
    throw new IngotError('invalid', 'There is no such action: expected a body in the form {"action": {…}}.');
  }
  const [name, argument] = entry;
  return { name, argument: isJsonObject(argument) ? argument : {} };
}

/** What a table has under a name that a client chose. */
function ownOf<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
