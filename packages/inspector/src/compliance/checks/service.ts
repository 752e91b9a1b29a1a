import { cannotBeKnown, holds, holdsNot, type Answer } from '../answer.ts';
import type { LeafOf } from '../check.ts';
import { sight } from '../sight.ts';
import type { Place } from '../subject.ts';

/** Names are compared as the system does: without case on Windows. */
export async function lookAtService(check: LeafOf<'service'>, { guest }: Place): Promise<Answer> {
  if (!guest.services.known) return cannotBeKnown(guest.services.reason);
  const plain = (name: string): string => (guest.family === 'windows' ? name.toLowerCase() : name);
  const wanted = new Set(check.name.map(plain));
  const found = guest.services.value.filter(({ name }) => wanted.has(plain(name)));
  const starting = found.filter(({ start }) => check.start.includes(start));
  if (starting.length > 0) return holds(starting.map(({ name, start }) => sight(name, 'starts', start)));
  if (found.length > 0) return holdsNot(found.map(({ name, start }) => sight(name, 'does-not-start', start)));
  return holdsNot([sight(check.name.join(', '), 'no-service')]);
}
