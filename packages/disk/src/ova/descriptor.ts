import { DiskError } from '../disk-error.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** What the description of an appliance says of the machine. Null for what it does not say. */
export interface Appliance {
  readonly name: string | null;
  readonly product: string | null;
  readonly version: string | null;
  readonly cpus: number | null;
  /** In bytes. */
  readonly memory: number | null;
  readonly firmware: 'bios' | 'uefi' | null;
  /** CIM's number of the operating system ("CIM_OperatingSystem", OsType). */
  readonly osId: number | null;
  /** What people call it. */
  readonly osDescription: string | null;
  /** Models of the network cards, as VMware or VirtualBox call them. */
  readonly networkCards: readonly string[];
  readonly disks: readonly ApplianceDisk[];
}

export interface ApplianceDisk {
  /** Name of the file in the appliance; null for an empty disk. */
  readonly file: string | null;
  /** The disk's file was compressed on top of what its format does. */
  readonly isCompressed: boolean;
}

/** Types of resources (CIM_ResourceAllocationSettingData, ResourceType). */
const RESOURCE = { processor: '3', memory: '4', ethernet: '10' } as const;
const MAX_LISTED = 100;

/** @throws DiskError `malformed`, `unsupported`, `limit-exceeded`. */
export function readDescriptor(xml: string): Appliance {
  const envelope = parseXml(xml);
  if (envelope.name !== 'Envelope') throw new DiskError('malformed', 'The description in the OVA is no OVF.');
  const systems = all(envelope, 'VirtualSystem');
  const [system] = systems;
  if (!system || systems.length > 1 || all(envelope, 'VirtualSystemCollection').length > 0) {
    throw new DiskError('unsupported', `The OVA holds ${systems.length} machines. Export the wanted one alone.`);
  }
  const items = all(system, 'Item');
  const os = all(system, 'OperatingSystemSection')[0];
  const product = all(system, 'ProductSection')[0];
  const count = (type: string): XmlElement[] => items.filter((item) => textOf(item, 'ResourceType') === type);
  const cpus = count(RESOURCE.processor)[0];
  const memory = count(RESOURCE.memory)[0];
  return {
    name: textOf(system, 'Name') ?? system.attributes.get('id') ?? null,
    product: product ? textOf(product, 'Product') : null,
    version: product ? textOf(product, 'Version') : null,
    cpus: cpus ? amountOf(cpus) : null,
    memory: memory ? (amountOf(memory) ?? 0) * unitOf(textOf(memory, 'AllocationUnits')) || null : null,
    firmware: firmwareOf(system),
    osId: os ? wholeNumber(os.attributes.get('id') ?? '') : null,
    osDescription: os ? textOf(os, 'Description') : null,
    networkCards: count(RESOURCE.ethernet)
      .slice(0, MAX_LISTED)
      .map((card) => textOf(card, 'ResourceSubType') ?? ''),
    disks: disksOf(envelope),
  };
}

function disksOf(envelope: XmlElement): ApplianceDisk[] {
  const files = new Map(all(envelope, 'File').map((file) => [file.attributes.get('id'), file.attributes]));
  return all(envelope, 'Disk')
    .filter(({ attributes }) => attributes.has('diskId'))
    .map(({ attributes }) => {
      if (attributes.has('parentRef')) throw new DiskError('unsupported', 'A disk in the OVA needs its parent.');
      const reference = attributes.get('fileRef');
      if (reference === undefined) return { file: null, isCompressed: false };
      const file = files.get(reference);
      const href = file?.get('href');
      if (href === undefined) throw new DiskError('malformed', 'A disk in the OVA has a file that is not listed.');
      return { file: href, isCompressed: !['', 'identity'].includes(file?.get('compression') ?? '') };
    });
}

/** VMware has it as a setting, VirtualBox as an element of its own. */
function firmwareOf(system: XmlElement): Appliance['firmware'] {
  const setting = all(system, 'Config').find(({ attributes }) => attributes.get('key') === 'firmware');
  const said = setting?.attributes.get('value') ?? all(system, 'Firmware')[0]?.attributes.get('type');
  if (said === undefined) return null;
  return /efi/i.test(said) ? 'uefi' : 'bios';
}

function amountOf(item: XmlElement): number | null {
  return wholeNumber(textOf(item, 'VirtualQuantity') ?? '');
}

/** Bytes in a unit: "byte * 2^20" (DSP0004), or the words of older descriptions. */
function unitOf(unit: string | null): number {
  const [, power] = /^byte\s*\*\s*2\^(\d{1,2})$/.exec(unit ?? '') ?? [];
  if (power !== undefined) return 2 ** Number(power);
  if (/^giga/i.test(unit ?? '') || unit === 'GB') return 2 ** 30;
  if (/^kilo/i.test(unit ?? '') || unit === 'KB') return 2 ** 10;
  return unit === 'byte' ? 1 : 2 ** 20;
}

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Elements of that name at any depth, in order. */
function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

/** The text of a child. */
function textOf(element: XmlElement, name: string): string | null {
  return element.children.find((child) => child.name === name)?.text || null;
}
