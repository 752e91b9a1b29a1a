import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './program.ts';
import { REPOSITORY } from './service.ts';

const SCRIPTS = fileURLToPath(new URL('fixtures/', import.meta.url));

/**
 * The path of a real, bootable 101 MiB raw image, built from Debian packages when it is not there yet (10 s, as root)
 * and kept in `.cache` for as long as its scripts stay as they are.
 */
export async function tinyGuest(): Promise<string> {
  const hash = createHash('sha256');
  for (const script of ['lib.sh', 'tiny-guest.sh']) hash.update(await readFile(path.join(SCRIPTS, script)));
  const cache = path.join(REPOSITORY, '.cache');
  const image = path.join(cache, `tiny-guest-${hash.digest('hex').slice(0, 12)}.raw`);
  if (existsSync(image)) return image;
  if (process.getuid?.() !== 0) {
    throw new Error(`The guest image has to be built by root once: sudo npm run test:acceptance`);
  }
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, 'tiny-guest-'));
  try {
    const built = path.join(work, 'image.raw');
    await run(path.join(SCRIPTS, 'tiny-guest.sh'), [built], { environment: { FIX: work } });
    await rename(built, image);
  } finally {
    await rm(work, { recursive: true });
  }
  return image;
}
