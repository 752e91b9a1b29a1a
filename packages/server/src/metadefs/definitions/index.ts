import type { BuiltInNamespace } from './built-in-namespace.ts';
import { CONSOLE_LABELS } from './console-labels.ts';
import { CPU_TOPOLOGY } from './cpu-topology.ts';
import { DESKTOP_IMAGE } from './desktop-image.ts';
import { FAMILY } from './family.ts';
import { GUEST_AGENT } from './guest-agent.ts';
import { LICENCE } from './licence.ts';
import { OPERATING_SYSTEM } from './operating-system.ts';
import { ORIGIN } from './origin.ts';
import { VIRTUAL_HARDWARE } from './virtual-hardware.ts';

/** Resource types that are always known, in Heat's names. */
export const BUILT_IN_RESOURCE_TYPES = [
  'OS::Cinder::Volume',
  'OS::Glance::Image',
  'OS::Nova::Aggregate',
  'OS::Nova::Flavor',
  'OS::Nova::Server',
] as const;

export const BUILT_IN_NAMESPACES: readonly BuiltInNamespace[] = [
  CONSOLE_LABELS,
  CPU_TOPOLOGY,
  DESKTOP_IMAGE,
  FAMILY,
  GUEST_AGENT,
  LICENCE,
  OPERATING_SYSTEM,
  ORIGIN,
  VIRTUAL_HARDWARE,
];
