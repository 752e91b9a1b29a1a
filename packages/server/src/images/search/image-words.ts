import { wordsIn } from '../../kernel/words.ts';
import type { Image } from '../image.ts';

/** Properties in which words are looked for, beside name and tags. */
export const SEARCHED_PROPERTIES = [
  'family',
  'description',
  'os_type',
  'os_distro',
  'os_version',
  'architecture',
] as const;

/** Words of one image that are looked for. */
const MAX_WORDS = 256;

/** What is looked at of an image; an image that is deleted is found by nobody. */
type Searched = Pick<Image, 'name' | 'tags' | 'properties' | 'state'>;

/**
 * The words by which an image is found, each once, in order: those of its name, its tags and what says what it is.
 *
 *     wordsOf({ name: 'Debian 13 (trixie)', … })   // ['13', 'debian', 'trixie']
 */
export function wordsOf({ name, tags, properties, state }: Searched): readonly string[] {
  if (state.status === 'deleted') return [];
  const said = SEARCHED_PROPERTIES.map((property) => (Object.hasOwn(properties, property) ? properties[property] : ''));
  const words = new Set(wordsIn([name ?? '', ...tags, ...said].join(' ')));
  return [...words].slice(0, MAX_WORDS).toSorted();
}
