import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Contents by path, without a leading `/`. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** Writes files below a folder, which they and their own folders are made in. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
