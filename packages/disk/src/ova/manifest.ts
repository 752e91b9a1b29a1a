import { createHash } from 'node:crypto';
import type { ByteSource } from '../byte-source.ts';
import { MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import type { TarEntry } from './tar.ts';

/** "SHA256(disk.vmdk)= 0123…" (DSP0243 2.1.1, "Distribution"). */
const LINE = /^(SHA1|SHA256|SHA512)\s*\((.+)\)\s*=\s*([0-9a-f]+)$/i;

interface Listed {
  readonly algorithm: string;
  readonly entry: TarEntry;
  readonly digest: string;
}

/**
 * Reads every file that the manifest lists, and holds it against its checksum.
 *
 * @throws DiskError `malformed` when one is missing or is not what it was; what the source or the signal throws.
 */
export async function checkManifest(
  source: ByteSource,
  manifest: string,
  entries: readonly TarEntry[],
  signal: AbortSignal,
): Promise<void> {
  for (const { algorithm, entry, digest } of listedIn(manifest, entries)) {
    const hash = createHash(algorithm);
    for (let at = 0; at < entry.size; at += MiB) {
      signal.throwIfAborted();
      hash.update(await source.read(entry.offset + at, Math.min(MiB, entry.size - at)));
    }
    if (hash.digest('hex') === digest) continue;
    const sentence = `The file ${JSON.stringify(entry.name)} in the OVA is not what its manifest says. Send the original again.`;
    throw new DiskError('malformed', sentence);
  }
}

function listedIn(manifest: string, entries: readonly TarEntry[]): Listed[] {
  const lines = manifest.split(/\r?\n/).filter((line) => line.trim() !== '');
  const listed = new Set<string>();
  return lines.map((line) => {
    const [, algorithm, name, digest] = LINE.exec(line.trim()) ?? [];
    if (algorithm === undefined || digest === undefined) {
      throw new DiskError('malformed', 'The manifest of the OVA has a line that is no checksum.');
    }
    const entry = entries.find((each) => each.name === name);
    if (!entry) throw new DiskError('malformed', `The OVA lacks the file ${JSON.stringify(name)} of its manifest.`);
    // Each is read whole: a few bytes of a manifest must not have a large file read for days.
    const key = `${algorithm.toLowerCase()} ${entry.name}`;
    if (listed.has(key)) {
      throw new DiskError('malformed', `The manifest of the OVA lists the file ${JSON.stringify(name)} twice.`);
    }
    listed.add(key);
    return { algorithm: algorithm.toLowerCase(), entry, digest: digest.toLowerCase() };
  });
}
