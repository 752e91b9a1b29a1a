import { IngotError } from '../../../kernel/errors.ts';
import type { ImportMethod, NewImage } from '../../../images/index.ts';
import { parseNewImage } from './new-image.ts';
import { isJsonObject, type JsonObject } from '../json-body.ts';

/** What the older, single call for an import asks for: a new image, and where its bytes are. */
export interface ImportTaskRequest {
  readonly image: NewImage;
  readonly method: ImportMethod;
}

/**
 * Reads the body of `POST /v2/tasks`:
 * `{"type": "import", "input": {"import_from": …, "import_from_format": …, "image_properties": {…}}}`.
 *
 * @throws IngotError `invalid`, or `forbidden` for what only the service sets.
 */
export function parseImportTask(body: JsonObject): ImportTaskRequest {
  const { type, input } = body;
  if (type === undefined || input === undefined)
    throw new IngotError('invalid', "Task 'type' and 'input' are required.");
  if (type !== 'import') throw new IngotError('invalid', "Tasks can only be created with the type 'import'.");
  if (!isJsonObject(input)) throw new IngotError('invalid', "Task 'input' has to be a JSON object.");
  const { import_from: uri, import_from_format: format, image_properties: attributes } = input;
  if (typeof uri !== 'string' || uri === '') {
    throw new IngotError('invalid', "Input to a task of type 'import' needs 'import_from', an address.");
  }
  if (typeof format !== 'string') throw new IngotError('invalid', "Input needs 'import_from_format', a disk format.");
  if (!isJsonObject(attributes)) throw new IngotError('invalid', "Input needs 'image_properties', a JSON object.");
  const image = parseNewImage({ container_format: 'bare', disk_format: format, ...attributes });
  return { image, method: { name: 'web-download', uri } };
}
