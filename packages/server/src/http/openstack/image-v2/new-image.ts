import { IngotError } from '../../../kernel/errors.ts';
import { parseImageId } from '../../../kernel/ids.ts';
import type { NewImage } from '../../../images/index.ts';
import { attributeRevision, isSettable, propertyValue, refuseReadOnly } from './image-attributes.ts';
import type { JsonObject } from '../json-body.ts';

/**
 * Reads the body of `POST /v2/images`: attributes, and every other key a property.
 *
 * @throws IngotError `invalid`, or `forbidden` for what only the service sets.
 */
export function parseNewImage(body: JsonObject): NewImage {
  const properties: [string, string][] = [];
  const image: NewImage = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === 'id') {
      Object.assign(image, { id: wantedId(value) });
    } else if (isSettable(name)) {
      // Clients that send every attribute they know send this one as null for "mine".
      if (name !== 'owner' || value !== null) Object.assign(image, attributeRevision(name, value));
    } else {
      refuseReadOnly(name);
      const text = propertyValue(name, value);
      if (text !== null) properties.push([name, text]);
    }
  }
  return { ...image, properties: Object.fromEntries(properties) };
}

function wantedId(value: unknown): NonNullable<NewImage['id']> {
  const id = typeof value === 'string' ? parseImageId(value) : null;
  if (id === null) throw new IngotError('invalid', 'The attribute "id" has to be a UUID.');
  return id;
}
