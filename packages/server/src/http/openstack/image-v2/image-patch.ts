import { IngotError } from '../../../kernel/errors.ts';
import type { Image, ImageRevision } from '../../../images/index.ts';
import { attributeRevision, isSettable, propertyValue, refuseReadOnly } from './image-attributes.ts';
import { attributeOfPointer } from './json-pointer.ts';
import { isJsonObject, type JsonObject } from '../json-body.ts';

/** The media types of a patch: the newer names `op`, `path` and `value`; the older has the operation as a key. */
export const PATCH_TYPES = [
  'application/openstack-images-v2.0-json-patch',
  'application/openstack-images-v2.1-json-patch',
] as const;
export type PatchType = (typeof PATCH_TYPES)[number];

const VERBS = ['add', 'remove', 'replace'] as const;
type Verb = (typeof VERBS)[number];

/**
 * One operation, checked as far as it can be without the image. With `overwrites`, which only the newer media type has,
 * `add` may meet something that is there.
 */
export type PatchOperation =
  | {
      readonly target: 'attribute';
      readonly verb: 'add' | 'replace';
      readonly name: string;
      readonly revision: ImageRevision;
      readonly overwrites: boolean;
    }
  | {
      readonly target: 'property';
      readonly verb: Verb;
      readonly name: string;
      /** Null takes it away. */
      readonly value: string | null;
      readonly overwrites: boolean;
    };

/**
 * Reads the body of a patch.
 *
 * @throws IngotError `invalid`, or `forbidden` for what only the service sets.
 */
export function parsePatch(type: PatchType, body: readonly unknown[]): readonly PatchOperation[] {
  return body.map((operation) => {
    if (!isJsonObject(operation)) throw new IngotError('invalid', 'The operations of a patch have to be JSON objects.');
    return type === PATCH_TYPES[0] ? parseOlder(operation) : parseNewer(operation);
  });
}

function parseNewer(operation: JsonObject): PatchOperation {
  const verb = VERBS.find((one) => one === operation['op']);
  if (verb === undefined) {
    throw new IngotError('invalid', `The member "op" of an operation has to be one of ${VERBS.join(', ')}.`);
  }
  return checked(verb, operation['path'], operation, true);
}

function parseOlder(operation: JsonObject): PatchOperation {
  const [verb, ...others] = VERBS.filter((one) => Object.hasOwn(operation, one));
  if (verb === undefined || others.length > 0) {
    throw new IngotError('invalid', `An operation has to have exactly one of the members ${VERBS.join(', ')}.`);
  }
  return checked(verb, operation[verb], operation, false);
}

function checked(verb: Verb, pointer: unknown, operation: JsonObject, overwrites: boolean): PatchOperation {
  const name = attributeOfPointer(pointer);
  refuseReadOnly(name);
  if (verb === 'remove') {
    if (isSettable(name)) throw new IngotError('forbidden', `Property ${name} may not be removed.`);
    return { target: 'property', verb, name, value: null, overwrites };
  }
  if (!Object.hasOwn(operation, 'value')) {
    throw new IngotError('invalid', `The operation "${verb}" needs a member named "value".`);
  }
  const value = operation['value'];
  return isSettable(name)
    ? { target: 'attribute', verb, name, revision: attributeRevision(name, value), overwrites }
    : { target: 'property', verb, name, value: propertyValue(name, value), overwrites };
}

/**
 * What the operations, one after the other, make of `image`: all of them or, when one cannot be, none.
 *
 * @throws IngotError `conflict` for a property that is not there, or is there already.
 */
export function applyPatch(image: Image, operations: readonly PatchOperation[]): ImageRevision {
  const properties = new Map(Object.entries(image.properties));
  const revision: ImageRevision = {};
  for (const operation of operations) {
    const { target, verb, name, overwrites } = operation;
    const exists = target === 'attribute' || properties.has(name);
    if (verb !== 'add' && !exists) throw new IngotError('conflict', `Property ${name} does not exist.`);
    if (verb === 'add' && exists && !overwrites) throw new IngotError('conflict', `Property ${name} already present.`);
    if (target === 'attribute') Object.assign(revision, operation.revision);
    else if (operation.value === null) properties.delete(name);
    else properties.set(name, operation.value);
  }
  const touchesProperties = operations.some(({ target }) => target === 'property');
  return touchesProperties ? { ...revision, properties: Object.fromEntries(properties) } : revision;
}
