import { message, type Message } from '../messages/message.ts';
import { CommandError, EXIT } from './failure.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a word is an id. What is none is a name. */
export function isId(word: string): boolean {
  return UUID.test(word);
}

/** More things of one name than these are not told apart in an error. */
const SHOWN = 10;

/**
 * The only thing of a list. Not more of the list is asked for than it takes to know.
 *
 * @param unknown what to say when there is none
 * @throws CommandError `notFound`, or `conflict` with the ids when there are several
 */
export async function onlyOne<Thing extends { readonly id: string }>(
  things: AsyncIterable<Thing> | Iterable<Thing>,
  name: string,
  unknown: Message,
): Promise<Thing> {
  const found: Thing[] = [];
  for await (const thing of things) {
    found.push(thing);
    if (found.length === SHOWN) break;
  }
  const [thing] = found;
  if (thing === undefined) throw new CommandError(EXIT.notFound, unknown);
  if (found.length === 1) return thing;
  throw new CommandError(EXIT.conflict, message('ambiguous', { name }), {
    hint: message('hint.one-of-ids', { ids: found.map(({ id }) => id).join(', ') }),
  });
}
