import { ON_IMAGES, type BuiltInNamespace } from './built-in-namespace.ts';

export const LICENCE: BuiltInNamespace = {
  name: 'Ingot::Licence',
  displayName: 'Licence',
  description: 'Licences that are due for machines started from the image.',
  associations: ON_IMAGES,
  properties: {
    'mcs:lic:mswinsrv': {
      title: 'Windows Server licence',
      description: 'Whether the provider is to charge for a licence of Windows Server.',
      type: 'string',
      enum: ['true', 'false'],
    },
  },
};
