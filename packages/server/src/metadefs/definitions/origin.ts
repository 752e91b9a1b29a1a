import { ON_IMAGES, type BuiltInNamespace } from './built-in-namespace.ts';

const UUID = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';

export const ORIGIN: BuiltInNamespace = {
  name: 'Ingot::Origin',
  displayName: 'Origin',
  description: 'Where the image comes from. Services write these; changing them by hand loses the trace.',
  associations: ON_IMAGES,
  properties: {
    image_type: {
      title: 'Made as',
      description: 'A snapshot was made from a machine or a disk; anything else was uploaded or imported.',
      type: 'string',
      enum: ['image', 'snapshot'],
      readonly: true,
    },
    base_image_ref: {
      title: 'Base image',
      description: 'Id of the image that the machine had been started from.',
      type: 'string',
      pattern: UUID,
      readonly: true,
    },
    instance_uuid: {
      title: 'Machine',
      description: 'Id of the machine that the image was made from.',
      type: 'string',
      pattern: UUID,
      readonly: true,
    },
    sid: {
      title: 'Platform service',
      description: 'Platform service that the image belongs to; such an image is not offered for ordinary machines.',
      type: 'string',
      maxLength: 255,
      readonly: true,
    },
  },
};
