import type { FastifyRequest } from 'fastify';
import type { Consoles } from '../../../consoles/index.ts';
import type { Flavors } from '../../../flavors/index.ts';
import type { KeyPairs } from '../../../key-pairs/index.ts';
import type { Machines } from '../../../machines/index.ts';
import type { Quotas } from '../../../quotas/index.ts';
import type { Volumes } from '../../../volumes/index.ts';

/** What the routes of this dialect need. */
export interface ComputeApi {
  readonly machines: Machines;
  readonly flavors: Flavors;
  readonly keyPairs: KeyPairs;
  readonly volumes: Volumes;
  readonly consoles: Consoles;
  readonly quotas: Quotas;
  /** The setting `public-url`. */
  readonly publicUrl: string;
  /** The address of something of this API. @param path begins with a slash. */
  linkTo(request: FastifyRequest, path: string): string;
}
