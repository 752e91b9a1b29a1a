import type { ByteSource } from '../../byte-source.ts';
import type { Geometry } from './geometry.ts';

/** The blocks of a volume. */
export interface Volume {
  readonly geometry: Geometry;
  /** For the bytes of files. */
  readonly source: ByteSource;
  /** The same blocks, for structures: small reads are cached. */
  readonly pages: ByteSource;
}
