import type { FastifyRequest } from 'fastify';
import type { Upload } from '../../../images/index.ts';
import { incomingBytes } from '../../incoming-bytes.ts';
import { declaredSize } from './upload-headers.ts';

/** The body of a request as an image on its way in. */
export function incomingUpload(request: Pick<FastifyRequest, 'raw' | 'headers'>): Upload {
  const { headers } = request;
  return {
    ...incomingBytes(request),
    declaredSize: declaredSize(headers),
    store: [headers['x-image-meta-store']].flat()[0] ?? null,
  };
}
