import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { DEFAULT_VOLUME_TYPE, VOLUME_TYPES, type VolumeType } from '../../../volumes/index.ts';
import type { HttpServer } from '../../http-server.ts';
import { METADATA, REFUSALS } from '../documented-answers.ts';
import { renderType, VOLUME_TYPE } from './render-volume-type.ts';

const tags = ['volume'];
const PARAMS = Type.Object({ type_id: Type.String() });
const ONE = Type.Object({ volume_type: VOLUME_TYPE });

/** The types of volumes. They are built in, so there is nothing to change. */
export function volumeTypeRoutes(scope: HttpServer): void {
  scope.get(
    '/types',
    {
      schema: {
        tags,
        summary: 'List volume types',
        response: { 200: Type.Object({ volume_types: Type.Array(VOLUME_TYPE) }), ...REFUSALS },
      },
    },
    async () => ({ volume_types: VOLUME_TYPES.map(renderType) }),
  );
  scope.get(
    '/types/:type_id',
    { schema: { tags, summary: 'Show a volume type', params: PARAMS, response: { 200: ONE, ...REFUSALS } } },
    async (request) => ({ volume_type: renderType(knownType(request.params.type_id)) }),
  );
  scope.get(
    '/types/:type_id/extra_specs',
    {
      schema: {
        tags,
        summary: 'Show the extra specs of a volume type',
        params: PARAMS,
        response: { 200: Type.Object({ extra_specs: METADATA }), ...REFUSALS },
      },
    },
    async (request) => ({ extra_specs: knownType(request.params.type_id).extraSpecs }),
  );
}

/** By id, or `default`: names are looked up in the list. @throws IngotError `not-found`. */
function knownType(id: string): VolumeType {
  const found = id === 'default' ? DEFAULT_VOLUME_TYPE : VOLUME_TYPES.find((type) => type.id === id);
  if (found === undefined) throw new IngotError('not-found', `Volume type ${id} could not be found.`);
  return found;
}
