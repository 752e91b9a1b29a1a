/**
 * A registry hive: the file in which Windows keeps one branch of its registry, read only. Names are compared without case.
 * Whatever the file says, reading ends: a key is where its parent says and says the same of its parent, so that keys form
 * a tree; what is kept is bounded.
 */
export interface Hive {
  /** A write was under way when the hive was last written: what is newer lies in its transaction logs, which are not read. */
  readonly dirty: boolean;
  readonly root: HiveKey;
  /** @param path names from the root on. @returns null where there is none. @throws DiskError */
  key(path: readonly string[]): Promise<HiveKey | null>;
}

export interface HiveKey {
  readonly name: string;
  /** In the order of the hive, which is by name. @throws DiskError */
  subkeys(): AsyncIterable<HiveKey>;
  /** @returns null where there is none. @throws DiskError */
  subkey(name: string): Promise<HiveKey | null>;
  /** @throws DiskError, `limit-exceeded` when one is longer than 4 MiB */
  values(): AsyncIterable<HiveValue>;
  /** @param name empty for the default value. @returns null where there is none. @throws DiskError */
  value(name: string): Promise<HiveValue | null>;
}

/**
 * A value with its data by type. `sz` and `expand-sz` (in which names of variables are not replaced) end before their
 * first NUL. What has another type, or data that can't be of its type, is `binary`.
 */
export type HiveValue = { readonly name: string } & (
  | { readonly type: 'sz'; readonly data: string }
  | { readonly type: 'expand-sz'; readonly data: string }
  | { readonly type: 'multi-sz'; readonly data: readonly string[] }
  | { readonly type: 'dword'; readonly data: number }
  | { readonly type: 'qword'; readonly data: bigint }
  | { readonly type: 'binary'; readonly data: Buffer }
);
