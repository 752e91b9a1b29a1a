import { Type, type Static } from 'typebox';
import type { VolumeType } from '../../../volumes/index.ts';
import { METADATA, NULLABLE_TEXT } from '../documented-answers.ts';

export const VOLUME_TYPE = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: NULLABLE_TEXT,
  is_public: Type.Boolean(),
  'os-volume-type-access:is_public': Type.Boolean(),
  extra_specs: METADATA,
  qos_specs_id: Type.Null(),
});

export function renderType(type: VolumeType): Static<typeof VOLUME_TYPE> {
  return {
    id: type.id,
    name: type.name,
    description: type.description,
    is_public: type.isPublic,
    'os-volume-type-access:is_public': type.isPublic,
    extra_specs: type.extraSpecs,
    qos_specs_id: null,
  };
}
