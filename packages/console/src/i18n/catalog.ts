import type { en as account } from '../account/en.ts';
import type { en as activity } from '../activity/en.ts';
import type { en as desktopImages } from '../desktop-images/en.ts';
import type { en as administration } from '../administration/en.ts';
import type { en as flavors } from '../flavors/en.ts';
import type { en as image } from '../image/en.ts';
import type { en as imagePools } from '../image-pools/en.ts';
import type { en as images } from '../images/en.ts';
import type { en as newImage } from '../new-image/en.ts';
import type { en as overview } from '../overview/en.ts';
import type { en as quotas } from '../quotas/en.ts';
import type { en as trash } from '../trash/en.ts';
import type { en as machines } from '../machines/en.ts';
import type { en as recipes } from '../recipes/en.ts';
import type { en as volumes } from '../volumes/en.ts';
import type { en as uploads } from '../uploads/en.ts';
import type { en as common } from './en.ts';

/** The list of all messages: what no feature has does not type-check where it is shown. */
export type Catalog = typeof common &
  typeof recipes &
  typeof activity &
  typeof flavors &
  typeof image &
  typeof images &
  typeof newImage &
  typeof trash &
  typeof imagePools &
  typeof desktopImages &
  typeof machines &
  typeof uploads &
  typeof volumes &
  typeof account &
  typeof administration &
  typeof overview &
  typeof quotas;
