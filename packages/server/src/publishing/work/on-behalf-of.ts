import type { Caller } from '../../kernel/caller.ts';
import * as kernel from '../../kernel/on-behalf-of.ts';
import type { Publication } from '../publication.ts';

/** As whom a publication acts. */
export function onBehalfOf(publication: Pick<Publication, 'id' | 'ownerId' | 'userId'>): Caller {
  return kernel.onBehalfOf(publication, `publication-${publication.id}`);
}
