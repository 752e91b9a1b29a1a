import type { FastifyRequest } from 'fastify';
import type { Identity } from '../../../identity/index.ts';
import { baseUrlOf } from '../../base-url.ts';
import type { CatalogService } from './catalog-service.ts';

export interface IdentityV3Options {
  readonly identity: Identity;
  /** The setting `public-url`. */
  readonly publicUrl: string;
  readonly region: string;
  /** What the service catalog offers. */
  readonly catalog: readonly CatalogService[];
}

/** What every route of this dialect needs. */
export interface IdentityApi {
  readonly identity: Identity;
  readonly region: string;
  readonly catalog: readonly CatalogService[];
  /** The address of the whole service as this client knows it, without a slash at the end. */
  baseOf(request: FastifyRequest): string;
  /** The address of something under `/v3`. @param path begins with a slash. */
  linkTo(request: FastifyRequest, path: string): string;
}

/** @param prefix where the API is mounted. */
export function createIdentityApi(options: IdentityV3Options, prefix: string): IdentityApi {
  const { identity, region, catalog, publicUrl } = options;
  const baseOf = (request: FastifyRequest): string => baseUrlOf(request, publicUrl);
  return {
    identity,
    region,
    catalog,
    baseOf,
    linkTo: (request, path) => `${baseOf(request)}${prefix}/v3${path}`,
  };
}
