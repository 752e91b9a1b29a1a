import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { IMPORT_METHODS, type Images, type ImportMethod } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { noBody, REFUSALS } from './documented-answers.ts';
import { imageIdOf, IMAGE_PARAMS } from './image-params.ts';
import { isJsonObject, jsonObject, type JsonObject } from '../json-body.ts';

const IMPORT = Type.Object({
  method: Type.Object({
    name: Type.String({ enum: [...IMPORT_METHODS] }),
    uri: Type.Optional(Type.String({ description: 'Where web-download reads from' })),
  }),
});

/** Interoperable image import: bytes that were staged, or that are fetched from elsewhere. */
export function importRoutes(scope: HttpServer, images: Images): void {
  scope.post(
    '/images/:image_id/import',
    {
      schema: {
        tags: ['image'],
        summary: 'Start an import',
        params: IMAGE_PARAMS,
        body: IMPORT,
        response: {
          202: noBody('Begun; GET /v2/images/{image_id}/tasks tells how it goes'),
          ...REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const method = parseImport(jsonObject(request));
      await images.importStart(callerOf(request), imageIdOf(request.params), method);
      return await reply.code(202).send();
    },
  );
}

/**
 * Reads an import request. There is one store, so a choice of stores means that one, as with any service of this API
 * that has only one.
 *
 * @throws IngotError `invalid`.
 */
function parseImport(body: JsonObject): ImportMethod {
  const { method, all_stores: allStores = false, all_stores_must_succeed: allMustSucceed = true } = body;
  if (!isJsonObject(method)) throw new IngotError('invalid', "Import request requires a 'method' field.");
  if (typeof allStores !== 'boolean') throw new IngotError('invalid', "'all_stores' must be boolean value only.");
  if (typeof allMustSucceed !== 'boolean') {
    throw new IngotError('invalid', "'all_stores_must_succeed' must be boolean value only.");
  }
  if (!allMustSucceed) {
    throw new IngotError('invalid', "'all_stores_must_succeed' can only be false where there are several stores.");
  }
  const name = IMPORT_METHODS.find((one) => one === method['name']);
  if (name === undefined) {
    throw new IngotError('invalid', `Unknown import method; it has to be one of ${IMPORT_METHODS.join(', ')}.`);
  }
  if (name === 'glance-direct') return { name };
  const uri = method['uri'];
  if (typeof uri !== 'string' || uri === '') {
    throw new IngotError('invalid', 'The import method web-download needs a member named "uri".');
  }
  return { name, uri };
}
