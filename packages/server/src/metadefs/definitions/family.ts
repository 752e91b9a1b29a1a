import type { BuiltInNamespace } from './built-in-namespace.ts';

export const FAMILY: BuiltInNamespace = {
  name: 'Ingot::Family',
  displayName: 'Image family',
  description:
    'A family is a named line of images in one project. Its name stands for the newest image that is active.',
  associations: { 'OS::Glance::Image': {} },
  properties: {
    family: {
      title: 'Family',
      description: 'Lower-case Latin letters, digits and hyphens; begins with a letter.',
      type: 'string',
      pattern: '^[a-z][-a-z0-9]{1,61}[a-z0-9]$',
      minLength: 3,
      maxLength: 63,
    },
    ingot_release: {
      title: 'Release',
      description: 'Held back, the image is not the latest of its family, however new it is, until it is promoted.',
      type: 'string',
      enum: ['held'],
    },
    ingot_optimized: {
      title: 'Optimized for deployment',
      description: 'The layer of the image is kept ready, so that disks are made of it at once.',
      type: 'string',
      enum: ['true', 'false'],
    },
  },
};
