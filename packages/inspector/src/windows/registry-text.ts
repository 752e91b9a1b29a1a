import type { GuestRegistry } from '../guest/guest-registry.ts';

/** A text of the registry; null where there is none that is not empty. @throws DiskError */
export async function textOf(registry: GuestRegistry, key: string, name: string): Promise<string | null> {
  const value = await registry.value(key, name);
  return value?.kind === 'text' && value.text !== '' ? value.text : null;
}

/** @throws DiskError */
export async function numberOf(registry: GuestRegistry, key: string, name: string): Promise<bigint | null> {
  const value = await registry.value(key, name);
  return value?.kind === 'number' ? value.number : null;
}
