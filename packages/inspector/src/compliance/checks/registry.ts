import type { GuestRegistry, RegistryValue } from '../../guest/guest-registry.ts';
import { cannotBeKnown, holds, holdsNot, type Answer } from '../answer.ts';
import type { LeafOf } from '../check.ts';
import { toRegExp } from '../patterns.ts';
import type { Evidence } from '../result.ts';
import { sight } from '../sight.ts';
import type { Place } from '../subject.ts';

/** How many subkeys a `*` may stand for. */
const MAX_SUBKEYS = 1000;

/** Values may be secrets, so evidence names them and does not show them. */
export async function lookAtRegistry(check: LeafOf<'registry'>, { guest }: Place): Promise<Answer> {
  if (guest.family !== 'windows') return cannotBeKnown('This system has no registry.');
  const hive = guest.registry.dirty.find((name) => check.key.toUpperCase().startsWith(`${name}\\`));
  if (hive !== undefined) {
    return cannotBeKnown(`The last changes of the registry hive ${hive} are in its log only, which is not read.`);
  }
  const keys = await expand(guest.registry, check.key);
  if (keys === null) return cannotBeKnown(`There are more than ${MAX_SUBKEYS} keys ${check.key}.`);
  const found: Evidence[] = [];
  const others: Evidence[] = [];
  for (const key of keys) {
    const value = await guest.registry.value(key, check.value);
    const evidence = sight(`${key}\\${check.value}`, value === null ? 'no-value' : 'value');
    (value !== null && isMeant(value, check) ? found : others).push(evidence);
  }
  if (check.expect === 'absent') return found.length > 0 ? holdsNot(found) : holds([]);
  if (found.length > 0) return holds(found);
  return holdsNot(others.length > 0 ? others : [sight(`${check.key}\\${check.value}`, 'no-value')]);
}

function isMeant(value: RegistryValue, { equals, matches }: LeafOf<'registry'>): boolean {
  if (equals !== undefined && !(value.kind === 'number' && value.number === BigInt(equals))) return false;
  if (matches === undefined) return true;
  const pattern = toRegExp(matches, { ignoreCase: true });
  if (value.kind === 'text') return pattern.test(value.text);
  return value.kind === 'texts' && value.texts.some((text) => pattern.test(text));
}

/** Every key that a name with at most one `*` stands for; null where they are too many. */
async function expand(registry: GuestRegistry, key: string): Promise<readonly string[] | null> {
  const [above, below] = key.split('\\*');
  if (above === undefined || below === undefined) return [key];
  const subkeys = (await registry.subkeys(above)) ?? [];
  return subkeys.length > MAX_SUBKEYS ? null : subkeys.map((subkey) => `${above}\\${subkey}${below}`);
}
