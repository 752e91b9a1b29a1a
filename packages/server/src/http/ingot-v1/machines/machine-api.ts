import type { Consoles } from '../../../consoles/index.ts';
import type { Flavors } from '../../../flavors/index.ts';
import type { KeyPairs } from '../../../key-pairs/index.ts';
import type { Machines } from '../../../machines/index.ts';

/** What the routes of machines need. */
export interface MachineApi {
  readonly machines: Machines;
  readonly flavors: Flavors;
  readonly keyPairs: KeyPairs;
  readonly consoles: Consoles;
  /** The setting `public-url`. */
  readonly publicUrl: string;
}
