import type { ImagePoolId } from '../../kernel/ids.ts';

/**
 * The image pool: a place where published desktop images lie as files that machines and endpoints take. The place is given
 * by an administrator and is the pool's for as long as the pool is there.
 */
export interface ImagePool {
  readonly id: ImagePoolId;
  /** No two pools have the same. */
  readonly name: string;
  readonly description: string | null;
  readonly place: PoolPlace;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type PoolPlace =
  /** `path` is absolute, and has no symbolic link in it. */
  | { readonly kind: 'directory'; readonly path: string }
  /** Reached as the store of the service is: endpoint, region and keys are those of its settings. */
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string };

/** The place as a text: no two pools have the same. */
export function placeText(place: PoolPlace): string {
  return place.kind === 'directory' ? place.path : `s3://${place.bucket}/${place.prefix}`;
}

/** What is in a pool. */
export interface PoolUsage {
  readonly artefacts: number;
  /** Of their files, in bytes; of those that are being written too, as far as it is known. */
  readonly bytes: number;
}

/** Room of a pool, in bytes; null where nobody knows it, as of a bucket. */
export interface PoolRoom {
  readonly total: number | null;
  readonly free: number | null;
}

/** A look at a pool. `problem` is a sentence for administrators; null when it can be used. */
export interface PoolCheck extends PoolRoom {
  readonly problem: string | null;
  readonly checkedAt: number;
}
