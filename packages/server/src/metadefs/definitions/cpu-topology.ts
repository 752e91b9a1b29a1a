import type { BuiltInNamespace } from './built-in-namespace.ts';

const COUNT = { type: 'integer', minimum: 1 } as const;

export const CPU_TOPOLOGY: BuiltInNamespace = {
  name: 'Ingot::CpuTopology',
  displayName: 'Processor layout',
  description: 'How the virtual processors appear to the system; licences are often counted by socket.',
  // The same keys with another separator: hw_cpu_sockets on an image, hw:cpu_sockets on a flavor.
  associations: {
    'OS::Glance::Image': { prefix: 'hw_' },
    'OS::Cinder::Volume': { prefix: 'hw_', propertiesTarget: 'image' },
    'OS::Nova::Flavor': { prefix: 'hw:' },
  },
  properties: {
    cpu_sockets: { ...COUNT, title: 'Sockets', description: 'Processors that the system sees.' },
    cpu_cores: { ...COUNT, title: 'Cores', description: 'Cores of each processor.' },
    cpu_threads: { ...COUNT, title: 'Threads', description: 'Threads of each core.' },
    cpu_max_sockets: {
      ...COUNT,
      title: 'Sockets at most',
      description: 'Bound when the layout is left to the service.',
    },
    cpu_max_cores: { ...COUNT, title: 'Cores at most', description: 'Bound when the layout is left to the service.' },
    cpu_max_threads: {
      ...COUNT,
      title: 'Threads at most',
      description: 'Bound when the layout is left to the service.',
    },
  },
};
