import type { ByteSource } from '../byte-source.ts';
import type { DetectedFormat } from './disk-format.ts';
import { BeyondHeadError } from './head-source.ts';
import { PROBES } from './probes.ts';
import { refuse } from './refusal.ts';

export interface Detection {
  /** The one format that the bytes are; `raw` when no probe knows them. */
  readonly format: DetectedFormat;
  /** Formats that only bytes which have not arrived yet can tell; empty for a whole image. */
  readonly undecided: readonly DetectedFormat[];
}

/**
 * Asks every probe. Bytes that two programs would read as two different disks are refused, whatever was declared: the
 * check would see one of them, and the hypervisor the other.
 */
export async function detectFormat(source: ByteSource): Promise<Detection> {
  const matches: DetectedFormat[] = [];
  const undecided: DetectedFormat[] = [];
  for (const probe of PROBES) {
    try {
      if (await probe.detect(source)) matches.push(probe.format);
    } catch (error) {
      if (!(error instanceof BeyondHeadError)) throw error;
      undecided.push(probe.format);
    }
  }
  if (matches.length > 1) {
    const names = [...matches.slice(0, -1).map((name) => `${name},`), `and ${matches.at(-1)}`]
      .join(' ')
      .replace(', and', ' and');
    refuse(
      'ambiguous',
      `The file can be read as ${names} at the same time.`,
      'Rewrite it with `qemu-img convert -f FORMAT -O qcow2 SOURCE TARGET`, naming the format it is meant to have, and upload the result as qcow2.',
    );
  }
  return { format: matches[0] ?? 'raw', undecided };
}
