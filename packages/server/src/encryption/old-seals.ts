import { countSealedOtherwise, isSealedOtherwise } from '@ingot/chunk-store';
import type { PackBackend, PackId, Sealing } from '@ingot/chunk-store';

/** What is not sealed with the key that seals now, below the sealing. */
interface OldSeals {
  isOld(pack: PackId): Promise<boolean>;
  /** @throws the signal's reason. */
  count(signal: AbortSignal): Promise<number>;
}

export function oldSeals(backend: PackBackend, sealing: Sealing): OldSeals {
  return {
    isOld: (pack) => isSealedOtherwise(backend, sealing, pack),
    count: (signal) => countSealedOtherwise(backend, sealing, signal),
  };
}
