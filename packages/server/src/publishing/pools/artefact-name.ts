import type { Artefact } from '../desktop-image.ts';
import type { ArtefactName } from './pool-storage.ts';

export function artefactName({ imageId, fileType }: Pick<Artefact, 'imageId' | 'fileType'>): ArtefactName {
  return `${imageId}.${fileType}`;
}
