import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { ProgramError } from '../programs/program-error.ts';

/**
 * A stretch of the disk, in bytes, and what the image itself holds there: `data` – bytes of its own; `zero` – nothing
 * but zeros, whatever lies below; `absent` – nothing, so that it reads as what lies below (as zeros where nothing does).
 */
export type HeldExtent =
  | {
      readonly kind: 'data';
      readonly start: number;
      readonly length: number;
      /** Where the bytes lie in the file as they are, or null when they do not (compressed). */
      readonly offset: number | null;
    }
  | { readonly kind: 'zero' | 'absent'; readonly start: number; readonly length: number };

/**
 * Reads `qemu-img map --output=json`, of an image that is opened without what lies below it, line by line as it comes.
 * See qemu-img(1), "map".
 */
export async function* readMap(output: Readable): AsyncGenerator<HeldExtent> {
  for await (const line of createInterface({ input: output, crlfDelay: Infinity })) {
    const entry = line.replace(/^\[/, '').replace(/[\],]+$/, '');
    if (entry !== '') yield heldExtent(entry);
  }
}

function heldExtent(text: string): HeldExtent {
  const { start, length, present, zero, data, offset } = parse(text);
  if (typeof start !== 'number' || typeof length !== 'number' || typeof present !== 'boolean') return strange(text);
  if (!present) return { kind: 'absent', start, length };
  if (zero === true) return { kind: 'zero', start, length };
  if (data !== true) return strange(text);
  return { kind: 'data', start, length, offset: typeof offset === 'number' ? offset : null };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const entry: unknown = JSON.parse(text);
    return typeof entry === 'object' && entry !== null ? { ...entry } : strange(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return strange(text);
  }
}

function strange(text: string): never {
  throw new ProgramError(
    'failed',
    `qemu-img map printed ${JSON.stringify(text.slice(0, 200))}, which is no entry of a map`,
  );
}
