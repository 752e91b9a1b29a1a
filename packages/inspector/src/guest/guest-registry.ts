/**
 * The registry of a Windows guest, without case. Keys are named from their hive on, with `\` between components:
 * `SOFTWARE\Microsoft\Windows NT\CurrentVersion`, `SYSTEM\CurrentControlSet\Services` (which is the control set that
 * `SYSTEM\Select` names as current).
 *
 * null is "not there"; what can't be known is a DiskError, as with `GuestFiles`.
 */
export interface GuestRegistry {
  /** Hives whose last changes lie in their logs only, which are not read. */
  readonly dirty: readonly RegistryHive[];
  value(key: string, name: string): Promise<RegistryValue | null>;
  /** Names of the keys below one; null where that is not there. */
  subkeys(key: string): Promise<readonly string[] | null>;
}

export type RegistryHive = 'SOFTWARE' | 'SYSTEM';

/** REG_SZ and REG_EXPAND_SZ (not expanded); REG_MULTI_SZ; REG_DWORD and REG_QWORD; everything else. */
export type RegistryValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'number'; readonly number: bigint }
  | { readonly kind: 'bytes'; readonly bytes: Buffer };
