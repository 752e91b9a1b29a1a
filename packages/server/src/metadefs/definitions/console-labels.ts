import type { BuiltInNamespace } from './built-in-namespace.ts';

export const CONSOLE_LABELS: BuiltInNamespace = {
  name: 'Ingot::ConsoleLabels',
  displayName: 'Console labels',
  description: 'How the image appears in the list of operating systems of VK Cloud and of the Ingot console.',
  associations: { 'OS::Glance::Image': {} },
  properties: {
    mcs_name: {
      title: 'Shown name',
      description: 'Name that people see; without it they see the name of the image.',
      type: 'string',
      maxLength: 255,
    },
    mcs_os_type: {
      title: 'Group',
      description: 'Kind of system that the list is grouped by.',
      type: 'string',
      maxLength: 255,
    },
    mcs_os_distro: {
      title: 'Distribution',
      description: 'Distribution that the list is filtered by, for example debian.',
      type: 'string',
      maxLength: 255,
    },
    mcs_os_version: {
      title: 'Version',
      description: 'Version that the list is sorted by, for example 12.',
      type: 'string',
      maxLength: 255,
    },
    mcs_os_edition: {
      title: 'Edition',
      description: 'Edition of the system, for example Standard.',
      type: 'string',
      maxLength: 255,
    },
  },
};
