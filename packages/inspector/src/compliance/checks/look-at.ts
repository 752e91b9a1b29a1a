import type { Leaf } from '../check.ts';
import type { Place } from '../subject.ts';
import { cannotBeKnown, type Answer } from '../answer.ts';
import { lookAtContent } from './content.ts';
import { lookAtDisk } from './disk.ts';
import { lookAtFile, lookAtLink } from './file.ts';
import { lookAtImage } from './image.ts';
import { lookAtPackage } from './package.ts';
import { lookAtRegistry } from './registry.ts';
import { lookAtService } from './service.ts';
import { lookAtSystem } from './system.ts';

/** What a check that looks at one thing comes to. @throws DiskError where that can't be read. */
export async function lookAt(check: Leaf, place: Place): Promise<Answer> {
  switch (check.check) {
    case 'system':
      return lookAtSystem(check, place);
    case 'package':
      return lookAtPackage(check, place);
    case 'service':
      return lookAtService(check, place);
    case 'file':
      return lookAtFile(check, place);
    case 'content':
      return lookAtContent(check, place);
    case 'link':
      return lookAtLink(check, place);
    case 'registry':
      return lookAtRegistry(check, place);
    case 'disk':
      return lookAtDisk(check, place);
    case 'image':
      return lookAtImage(check, place);
    case 'boot':
      return place.image.boot?.[check.shows] ?? cannotBeKnown('Only a boot test tells this.');
  }
}
