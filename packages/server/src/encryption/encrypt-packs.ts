/**
 * Encryption at rest, put together at the start: keys, what the store was sealed with before, and the sealing itself.
 *
 * A store whose packs cannot be opened must not start and fail at the first download. The records tell what packs were
 * ever sealed with; only when one of those cannot be opened any more, and at the first start of all, every pack is looked
 * at, and the record goes when there is no such pack left.
 */
import {
  findLockedPack,
  importSealingKey,
  isChunkStoreError,
  sealedBackend,
  type LockedPack,
} from '@ingot/chunk-store';
import type { PackBackend, Sealing, SealingKey } from '@ingot/chunk-store';
import { ConfigError } from '../config/index.ts';
import { runKeyCommand } from './key-command.ts';
import { readKeyFile } from './key-file.ts';
import { PLAIN_SEAL, type SealRecords } from './seal-records.ts';

export interface EncryptionSettings {
  /** The first seals. */
  readonly keyFiles: readonly string[];
  /** Empty for none. */
  readonly keyCommand: string;
  readonly plainPacks: 'read' | 'refuse';
}

/**
 * @returns `backend`, sealed when there is a key.
 * @throws ConfigError when the store has packs that cannot be opened with the keys given.
 */
export async function encryptPacks(
  backend: PackBackend,
  sealing: Sealing | null,
  records: SealRecords,
): Promise<PackBackend> {
  if (await requireOpenable(backend, sealing, records)) {
    await records.add(sealing?.keys[0].fingerprint ?? PLAIN_SEAL);
  }
  return encryptCopies(backend, sealing);
}

/** Packs that were copied from the store, or lie beside it: sealed as it is. */
export function encryptCopies(backend: PackBackend, sealing: Sealing | null): PackBackend {
  return sealing ? sealedBackend(backend, sealing) : backend;
}

/** The keys; null when packs are not sealed. @throws ConfigError when one cannot be had. */
export async function loadSealing({ keyFiles, keyCommand, plainPacks }: EncryptionSettings): Promise<Sealing | null> {
  if (keyFiles.length > 0 && keyCommand !== '') {
    throw new ConfigError('store.encryption.key-files and store.encryption.key-command are both given; give one.');
  }
  const secrets = keyCommand === '' ? await Promise.all(keyFiles.map(readKeyFile)) : await runKeyCommand(keyCommand);
  const [first, ...others] = secrets.map(takeOver);
  if (first) return { keys: [first, ...others], plainPacks };
  if (plainPacks === 'read') return null;
  throw new ConfigError(
    'store.encryption.plain-packs is "refuse", but there is no key to seal with; give store.encryption.key-files.',
  );
}

function takeOver(secret: Buffer): SealingKey {
  const key = importSealingKey(secret);
  secret.fill(0);
  return key;
}

/** @returns false when it is not known yet. */
async function requireOpenable(backend: PackBackend, sealing: Sealing | null, records: SealRecords): Promise<boolean> {
  const openable = new Set(sealing?.keys.map(({ fingerprint }) => fingerprint));
  if (sealing?.plainPacks !== 'refuse') openable.add(PLAIN_SEAL);
  const recorded = await records.all();
  const doubtful = recorded.filter((seal) => !openable.has(seal));
  if (recorded.length > 0 && doubtful.length === 0) return true;
  try {
    const locked = await findLockedPack(backend, sealing);
    if (locked) throw new ConfigError(sentence(locked, sealing));
  } catch (error) {
    // Where nothing is recorded the next start looks again; nothing that this one writes makes that harder.
    if (isChunkStoreError(error, 'unavailable') && doubtful.length === 0) return false;
    throw error;
  }
  await records.remove(doubtful);
  return true;
}

function sentence({ pack, fingerprint }: LockedPack, sealing: Sealing | null): string {
  if (fingerprint === null) {
    return `store.encryption.plain-packs is "refuse", but pack ${pack} is not sealed; set it to "read" as long as there are such packs.`;
  }
  const given = sealing?.keys.map((key) => key.fingerprint).join(', ') ?? 'none';
  return `The store has packs sealed with the key ${fingerprint}, but store.encryption.key-files or store.encryption.key-command gives ${given}; add that key.`;
}
