import { IngotError } from '../../kernel/errors.ts';
import { isJsonObject, type JsonObject } from './json-body.ts';

/** Which action a body asks for, and with what. */
export interface WantedAction {
  readonly name: string;
  /** Empty where the client sent null or text, as it may for actions that need nothing. */
  readonly argument: JsonObject;
}

/** `{"os-extend": {"new_size": 2}}`. @throws IngotError `invalid` unless there is one key. */
export function wantedAction(body: JsonObject): WantedAction {
  const [entry, ...others] = Object.entries(body);
  if (entry === undefined || others.length > 0) {
    throw new IngotError('invalid', 'There is no such action: expected a body in the form {"action": {…}}.');
  }
  const [name, argument] = entry;
  return { name, argument: isJsonObject(argument) ? argument : {} };
}
