import { copyFile, open } from 'node:fs/promises';
import { pseudoRandom, randomNumbers } from '../../acceptance/pseudo-random.ts';

export const CHUNK = 256 * 1024;
const BLOCK = 4096;
/** Words in no order: zstd makes a twentieth of them. */
const TEXT = Buffer.from(Array.from({ length: 4096 }, (_, line) => `line ${line % 97} of a log\n`).join(''));

/** Writes `size` bytes that do not compress, others for each seed. */
export async function writeRandom(path: string, seed: string, size: number): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const piece of pseudoRandom(seed, size)) await file.write(piece);
  } finally {
    await file.close();
  }
}

/** Writes `size` bytes of which every other 32 KiB are text: about half of them remain after compression. */
export async function writeHalfCompressible(path: string, seed: string, size: number): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const piece of halfCompressible(seed, size)) await file.write(piece);
  } finally {
    await file.close();
  }
}

function* halfCompressible(seed: string, size: number): Generator<Buffer, void, undefined> {
  const half = 32 * 1024;
  for (const piece of pseudoRandom(seed, size)) {
    for (let at = half; at < piece.length; at += 2 * half) TEXT.copy(piece, at, 0, half);
    yield piece;
  }
}

/**
 * Writes a later version of an image: runs of 4 KiB to 1 MiB, anywhere, are new, until `share` of all bytes are. They compress as the rest does.
 *
 * @returns how many chunks of 256 KiB are not what they were
 */
export async function writeNextVersion(
  path: string,
  from: { readonly path: string; readonly size: number },
  change: { readonly share: number; readonly seed: number },
): Promise<number> {
  await copyFile(from.path, path);
  const random = randomNumbers(change.seed);
  const changed = new Set<number>();
  const file = await open(path, 'r+');
  try {
    for (let bytes = 0; bytes < from.size * change.share;) {
      // As many short runs as long ones: the logarithm of the length is spread evenly.
      const length = Math.floor(2 ** (8 * random())) * BLOCK;
      const offset = Math.floor((random() * (from.size - length)) / BLOCK) * BLOCK;
      for (const piece of halfCompressible(`${change.seed}-${offset}`, length))
        await file.write(piece, 0, piece.length, offset);
      for (let at = offset; at < offset + length; at += BLOCK) changed.add(Math.floor(at / CHUNK));
      bytes += length;
    }
  } finally {
    await file.close();
  }
  return changed.size;
}
