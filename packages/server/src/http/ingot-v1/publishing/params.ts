import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import {
  parseImagePoolId,
  parseMachineId,
  parsePublicationId,
  type ImagePoolId,
  type MachineId,
  type PublicationId,
} from '../../../kernel/ids.ts';

export const ID_PARAMS = Type.Object({ id: Type.String({ description: 'Its id, a UUID' }) });
/** Of a page of a list. */
export const PAGE_QUERY = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  marker: Type.Optional(Type.String({ description: 'Last one of the page before' })),
};
export const NEXT_MARKER = Type.Union([Type.String(), Type.Null()], {
  description: 'For the next page; null on the last one',
});
export const ALL_PROJECTS = Type.Optional(
  Type.Boolean({ description: 'Of every project, for administrators', default: false }),
);
export const DONE = Type.Unsafe<undefined>({ type: 'null', description: 'Done' });

/** The pool that a path names. @throws `not-found` for what is no id, as for an id of none. */
export function poolIdOf(text: string): ImagePoolId {
  const id = parseImagePoolId(text);
  if (id === null) throw new IngotError('not-found', `No image pool found with ID ${text}.`);
  return id;
}

/** The pool that a body names. @throws `invalid`. */
export function wantedPoolOf(text: string): ImagePoolId {
  const id = parseImagePoolId(text);
  if (id === null) throw new IngotError('invalid', `${text} is no id of an image pool.`);
  return id;
}

/** The publication that a path names. @throws `not-found`. */
export function publicationIdOf(text: string): PublicationId {
  const id = parsePublicationId(text);
  if (id === null) throw new IngotError('not-found', `No publication found with ID ${text}.`);
  return id;
}

/** The machine that a path names. @throws `not-found`. */
export function machineIdOf(text: string): MachineId {
  const id = parseMachineId(text);
  if (id === null) throw new IngotError('not-found', `Machine ${text} could not be found.`);
  return id;
}
