import { IngotError } from '../../kernel/errors.ts';
import type { ArtefactName } from '../pools/pool-storage.ts';

/** @param what is wrong with it, as the end of a sentence. */
export function damagedFile(name: ArtefactName, what: string): IngotError {
  return new IngotError('corrupt', `The file ${name} was not written as it should be: ${what}.`);
}
