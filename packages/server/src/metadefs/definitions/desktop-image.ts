import type { BuiltInNamespace } from './built-in-namespace.ts';

export const DESKTOP_IMAGE: BuiltInNamespace = {
  name: 'Ingot::DesktopImage',
  displayName: 'Desktop image',
  description: 'What a pool of virtual desktops has to know about the image that its desktops are made from.',
  associations: { 'OS::Glance::Image': {} },
  properties: {
    desktop_image: {
      title: 'For desktops',
      description: 'Whether the image is offered when a desktop pool is created.',
      type: 'boolean',
      default: false,
    },
    desktop_pool_types: {
      title: 'Pool types',
      description: 'Session pools give a desktop back when its user leaves; personal ones keep it for him.',
      type: 'array',
      items: { type: 'string', enum: ['session', 'personal'] },
      uniqueItems: true,
      minItems: 1,
    },
    desktop_protocols: {
      title: 'Protocols',
      description: 'Ways to reach the desktop for which the image has a server.',
      type: 'array',
      items: { type: 'string', enum: ['rdp', 'spice', 'vnc'] },
      uniqueItems: true,
    },
    desktop_directory_join: {
      title: 'Joins a directory',
      description: 'Whether the image holds what is needed to join an Active Directory domain.',
      type: 'boolean',
    },
    desktop_gpu: {
      title: 'Graphics accelerator',
      description: 'Whether drivers for a passed-through or shared accelerator are installed.',
      type: 'boolean',
      default: false,
    },
  },
  tags: ['desktop', 'gpu', 'golden'],
};
