import { openS3Bucket, type S3Settings } from '@ingot/chunk-store';
import type { ImagePoolId } from '../../kernel/ids.ts';
import { DirectoryPool } from './directory-pool.ts';
import { placeText } from './image-pool.ts';
import type { OpenPool, PoolStorage } from './pool-storage.ts';
import { S3Pool } from './s3-pool.ts';

export interface PoolPlaces {
  /** Directories that no pool may lie in, or around. */
  readonly reserved: readonly string[];
  /** How buckets are reached. @throws where the settings cannot be had. */
  readonly s3: () => Promise<Omit<S3Settings, 'bucket' | 'prefix'>>;
}

/** Storage of pools by their places. Those in buckets keep their connections; those in directories have nothing to keep. */
export function poolOpener({ reserved, s3 }: PoolPlaces): OpenPool {
  const buckets = new Map<ImagePoolId, PoolStorage>();
  return (id, place) => {
    if (place.kind === 'directory') return new DirectoryPool({ id, directory: place.path, reserved });
    const known = buckets.get(id);
    if (known) return known;
    const { bucket, prefix } = place;
    const pool = new S3Pool(id, placeText(place), async () => openS3Bucket({ ...(await s3()), bucket, prefix }));
    buckets.set(id, pool);
    return pool;
  };
}
