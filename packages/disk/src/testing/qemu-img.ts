import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs the real qemu-img and resolves to what it printed. For images that tests made themselves only. */
export async function qemuImg(...args: readonly string[]): Promise<string> {
  return (await run('qemu-img', args)).stdout;
}

/** Size of the disk that QEMU sees, in bytes. @param driver QEMU's name of the format, which is never probed. */
export async function qemuVirtualSize(driver: string, path: string): Promise<number> {
  const info: unknown = JSON.parse(await qemuImg('info', '--output=json', '-f', driver, path));
  if (typeof info === 'object' && info !== null && 'virtual-size' in info) return Number(info['virtual-size']);
  throw new Error(`qemu-img info ${path} printed no virtual size`);
}

/** Runs `use` with the path of a new directory, and removes the directory whatever happens. */
export async function withTemporaryDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'ingot-disk-'));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
