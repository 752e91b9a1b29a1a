import type { Ova } from '@ingot/disk';

/** Longest value that is worth keeping, in characters. */
const MAX_VALUE = 255;
const MIB = 2 ** 20;

/** Network cards by what hypervisors write into descriptions, as Nova calls them. */
const CARDS: readonly (readonly [RegExp, string])[] = [
  [/^e1000e/i, 'e1000e'],
  [/^(e1000|82540|82545)/i, 'e1000'],
  [/^vmxnet3/i, 'vmxnet3'],
  [/^virtio/i, 'virtio'],
  [/^(pcnet|am79c97)/i, 'pcnet'],
];

/**
 * What an appliance says of its machine, as properties of an image: those that Nova and our own definitions know by
 * their names, the rest under `ovf_`.
 */
export function propertiesOf({ disks, networkCards, ...machine }: Ova['appliance']): Record<string, string> {
  const card = CARDS.find(([name]) => name.test(networkCards[0] ?? ''))?.[1];
  const said = {
    hw_firmware_type: machine.firmware,
    hw_vif_model: card,
    os_type: osTypeOf(machine.osDescription ?? ''),
    ovf_name: machine.name,
    ovf_product: machine.product,
    ovf_version: machine.version,
    ovf_cpus: machine.cpus,
    ovf_memory_mb: machine.memory === null ? null : Math.ceil(machine.memory / MIB),
    ovf_disks: disks.length,
    ovf_network_cards: networkCards.length,
    ovf_os_id: machine.osId,
    ovf_os_description: machine.osDescription,
  };
  const values = Object.entries(said).flatMap(([name, value]) => {
    const text = textOf(value);
    return text === '' ? [] : [[name, text] as const];
  });
  return Object.fromEntries(values);
}

function textOf(value: string | number | null | undefined): string {
  // Control characters have no place in a property.
  return String(value ?? '')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_VALUE);
}

function osTypeOf(description: string): string | null {
  if (/windows|^win/i.test(description)) return 'windows';
  return /linux|ubuntu|debian|centos|rhel|red ?hat|fedora|suse|alma|rocky|astra|alt/i.test(description)
    ? 'linux'
    : null;
}
