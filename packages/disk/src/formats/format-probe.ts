import type { ByteSource } from '../byte-source.ts';
import type { DetectedFormat, DiskFormat } from './disk-format.ts';

/** What an accepted image is. */
export interface Inspection {
  readonly format: DiskFormat;
  /** The kind within the format (`v3`, `dynamic`, `streamOptimized`, `hybrid`, LUKS `2`…), or null where there is one only. */
  readonly variant: string | null;
  /**
   * Size of the disk that a guest sees, in bytes. For raw, ISO and LUKS content that is the number of bytes itself; for
   * the others it is what `qemu-img info` calls "virtual size".
   */
  readonly virtualSize: number;
  /** The partition table, where the first guest sector is the first byte (raw, ISO, fixed VHD); else null, not looked for. */
  readonly partitionTable: 'gpt' | 'mbr' | null;
  /** How the guest's data are encrypted; null when nothing says that they are. */
  readonly encrypted: 'luks' | null;
}

/**
 * One format: how to tell that bytes are meant to be read as it, and whether they may be.
 *
 * Both read only what they need, through a source that counts. Errors of the source pass through.
 */
export interface FormatProbe {
  readonly format: DetectedFormat;
  /** True when some program would take the bytes for this format: the magic alone decides, however broken the rest is. */
  detect(source: ByteSource): Promise<boolean>;
  /** @throws DiskError of any code: the image must not be used. */
  inspect(source: ByteSource): Promise<Inspection>;
}
