import type { PackBackend } from './pack-backend.ts';

/** What reading sealed packs takes. */
export type ReadablePacks = Pick<PackBackend, 'read' | 'size'>;

/** The backend, read past every cache on the way: for whoever wants to know what is stored. */
export function pastCaches(backend: PackBackend): ReadablePacks {
  return {
    read: (pack, offset, length) => backend.read(pack, offset, length, { fresh: true }),
    size: (pack) => backend.size(pack),
  };
}
