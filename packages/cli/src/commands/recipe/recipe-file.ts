import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';

/** Of a file that becomes part of a recipe, in bytes: the service takes no larger recipe. */
const MAX_FILE = 4 * 1024 * 1024;

/**
 * The text of a recipe, with the content of the files that its steps name (`scriptFile`, `upload.file`) in their places:
 * paths are from where the recipe lies. Comments stay; what is wrong with the rest, the service tells.
 *
 * @throws CommandError for a file that cannot be read or is too large
 */
export async function readRecipe(file: string): Promise<string> {
  const text = (await readBytes(file)).toString('utf8');
  const document = parseDocument(text);
  const steps: unknown = document.get('steps');
  if (document.errors.length > 0 || !isSeq(steps)) return text;
  let isChanged = false;
  for (const step of steps.items.filter(isMap)) {
    const upload: unknown = step.get('upload');
    const changes = [
      await replaceFile(step, 'scriptFile', file, (bytes) => ['script', bytes.toString('utf8')]),
      isMap(upload) && (await replaceFile(upload, 'file', file, (bytes) => ['base64', bytes.toString('base64')])),
    ];
    isChanged ||= changes.includes(true);
  }
  return isChanged ? document.toString({ lineWidth: 0 }) : text;
}

/** Whether a word names a recipe that lies in a file, and none that the service has. */
export async function isRecipeFile(word: string): Promise<boolean> {
  if (/\.(ya?ml|json)$/i.test(word)) return true;
  return stat(word).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function replaceFile(
  map: YAMLMap,
  key: string,
  recipe: string,
  replacement: (bytes: Buffer) => readonly [key: string, value: string],
): Promise<boolean> {
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (!pair || !isScalar(pair.value) || typeof pair.value.value !== 'string') return false;
  const [name, value] = replacement(await readBytes(path.resolve(path.dirname(recipe), pair.value.value)));
  map.delete(key);
  map.set(name, value);
  return true;
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > MAX_FILE) throw new CommandError(EXIT.usage, message('recipe.file-too-large', { file }));
    return await readFile(file);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(EXIT.usage, message('recipe.file-unreadable', { reason }), { cause: error });
  }
}
