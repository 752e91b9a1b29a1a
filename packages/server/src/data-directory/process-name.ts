import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Reads the name of this process from a file, or makes one up: the machine's, for people, and something random. */
export async function processNameIn(file: string): Promise<string> {
  try {
    const name = (await readFile(file, 'utf8')).trim();
    if (name !== '') return name;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const name = `${hostname()}-${randomBytes(6).toString('hex')}`;
  await writeFile(file, `${name}\n`, { mode: 0o600 });
  return name;
}
