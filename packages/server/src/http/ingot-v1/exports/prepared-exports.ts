import { Type } from 'typebox';
import type { Exports } from '../../../exports/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { IMAGE_PARAMS, imageIdOf } from '../blocks/image-params.ts';
import { ERROR } from '../errors.ts';
import { EXPORT, FORMAT, renderExport } from './export-schema.ts';

const PARAMS = Type.Object({ ...IMAGE_PARAMS.properties, format: FORMAT });
const WANTED = Type.Object({ format: FORMAT }, { additionalProperties: false });
const DONE = Type.Unsafe<undefined>({ type: 'null', description: 'Done' });

const tags = ['exports'];
const refusals = { '4xx': ERROR };
const path = '/images/:id/exports';

/** Files that are made before they can be sent, and checksums of all. */
export function preparedExportRoutes(scope: HttpServer, exports: Exports): void {
  scope.post(
    path,
    {
      schema: {
        tags,
        summary: 'Prepare the disk of an image as a file',
        description:
          'Makes the checksum of the file, and the file itself where it is compressed, in the background; once for all ' +
          'who ask. What nobody takes for long is given up.',
        params: IMAGE_PARAMS,
        body: WANTED,
        response: { 202: EXPORT, ...refusals },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      reply.code(202);
      return renderExport(await exports.exportPrepare(callerOf(request), imageIdOf(params.id), body.format));
    },
  );

  scope.get(
    path,
    {
      schema: {
        tags,
        summary: 'List what was prepared of an image',
        params: IMAGE_PARAMS,
        response: { 200: Type.Object({ exports: Type.Array(EXPORT) }), ...refusals },
      },
    },
    async (request) => {
      const found = await exports.exportList(callerOf(request), imageIdOf(request.params.id));
      return { exports: found.map(renderExport) };
    },
  );

  scope.get(
    `${path}/:format`,
    {
      schema: {
        tags,
        summary: 'Show how far a file is',
        params: PARAMS,
        response: { 200: EXPORT, ...refusals },
      },
    },
    async (request) => {
      const { id, format } = request.params;
      return renderExport(await exports.exportGet(callerOf(request), imageIdOf(id), format));
    },
  );

  scope.delete(
    `${path}/:format`,
    {
      schema: {
        tags,
        summary: 'Cancel the preparation of a file, or give the file up',
        params: PARAMS,
        response: { 204: DONE, ...refusals },
      },
    },
    async (request, reply) => {
      const { id, format } = request.params;
      await exports.exportDelete(callerOf(request), imageIdOf(id), format);
      return await reply.code(204).send();
    },
  );
}
