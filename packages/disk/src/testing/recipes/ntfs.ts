import { rm, truncate, writeFile } from 'node:fs/promises';
import { MiB } from '../../bytes/units.ts';
import { program } from '../program.ts';

export interface NtfsOptions {
  /** In bytes. */
  readonly size?: number;
  readonly label?: string;
  /** In bytes. */
  readonly clusterSize?: number;
}

/**
 * Makes `image` an NTFS volume with a copy of `directory`, without mounting it: an archive of the tree is applied to it, as
 * Windows is installed. Symbolic links become those of Windows; owners and modes are not kept.
 */
export async function makeNtfs(image: string, directory: string, options: NtfsOptions = {}): Promise<void> {
  const { size = 64 * MiB, label = 'Windows', clusterSize = 4096 } = options;
  const archive = `${image}.wim`;
  await writeFile(image, '');
  await truncate(image, size);
  await program(['mkntfs', '-q', '-F', '-f', '-L', label, '-c', String(clusterSize), image]);
  // An empty list of exceptions: by default hiberfil.sys and the like are left out.
  await program(['wimcapture', '--quiet', '--compress=none', '--config=/dev/null', directory, archive, 'C']);
  await program(['wimapply', '--quiet', archive, '1', image]);
  await rm(archive);
}
