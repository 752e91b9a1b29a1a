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
  },
};
