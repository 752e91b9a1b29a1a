import type { FastifyRequest } from 'fastify';
import type { Volumes } from '../../../volumes/index.ts';

/** What the routes of this dialect need. */
export interface VolumeApi {
  readonly volumes: Volumes;
  /** The address of something of the caller's project. @param path begins with a slash. */
  linkTo(request: FastifyRequest, path: string): string;
}
