import type { DiskSource, MachineHardware } from '../hypervisor.ts';
import type { GuestPlaces } from './guest-places.ts';

export type Accelerator = 'kvm' | 'tcg';

/** Firmware files of UEFI: its code, and the guest's own memory of it. */
export interface UefiFiles {
  readonly code: string;
  readonly nvram: string;
}

export const QEMU = 'qemu-system-x86_64';
/** What QEMU calls our end of the agent's port. */
export const AGENT_CHANNEL = 'agent';
/** Drives that discs can be put into. */
const OPTICAL_DRIVES = 2;
/** Seconds that QEMU waits for a tree's server to come back before a guest is told of an error. */
const RECONNECT_DELAY = 60;
/** Disks that one SATA controller has. */
const SATA_PORTS = 6;

/**
 * The command line of a guest's QEMU, as qemu(1) has it: nothing that is not named here, and no file that is not ours. The
 * guest waits until it is told to run. Windows gets devices that it has drivers for.
 */
export function qemuCommand(
  hardware: MachineHardware,
  places: GuestPlaces,
  { accelerator, uefi }: { readonly accelerator: Accelerator; readonly uefi: UefiFiles | null },
): string[] {
  const words = [
    '-nodefaults -no-user-config -display none -S',
    '-sandbox on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny',
    `-name ${hardware.id} -uuid ${hardware.id}`,
    `-machine ${uefi ? 'q35,pflash0=code,pflash1=nvram' : 'q35'}`,
    accelerator === 'kvm' ? '-accel kvm -cpu host' : `-accel tcg,tb-size=${translationCache(hardware)} -cpu max`,
    `-smp ${hardware.vcpus} -m ${hardware.memoryMib}`,
    `-rtc ${hardware.osType === 'windows' ? 'base=localtime,driftfix=slew' : 'base=utc'}`,
  ];
  return [
    QEMU,
    ...words.flatMap((options) => options.split(' ')),
    ...(uefi ? uefiFiles(uefi) : []),
    ...control(places),
    ...hardware.disks.flatMap((disk, place) => diskOptions(hardware, disk, place)),
    ...(isVirtual(hardware) ? ['-device', 'virtio-scsi-pci,id=scsi'] : []),
    ...opticalDrives(hardware),
    ...sharedSoftware(hardware),
    ...configDrive(hardware, places),
    ...network(hardware),
  ];
}

/** MiB for translated code: without a bound it is as much again as the guest has. */
export function translationCache({ memoryMib }: Pick<MachineHardware, 'memoryMib'>): number {
  return memoryMib < 1024 ? 64 : 256;
}

function uefiFiles({ code, nvram }: UefiFiles): string[] {
  return [
    ...blockNode({ 'node-name': 'code', driver: 'file', filename: code, 'read-only': true }),
    ...blockNode({ 'node-name': 'nvram', driver: 'file', filename: nvram }),
  ];
}

/** How we and people talk to it. */
function control(places: GuestPlaces): string[] {
  const listening = 'server=on,wait=off';
  const options = {
    qmp: `unix:${comma(places.qmp)},${listening}`,
    serial: `socket,id=serial,path=${comma(places.serial)},${listening}`,
    agent: `socket,id=${AGENT_CHANNEL},path=${comma(places.agent)},${listening}`,
    screen: `unix:${comma(places.screen)}`,
  };
  const devices = [
    'virtio-serial-pci',
    `virtserialport,id=agent,chardev=${AGENT_CHANNEL},name=org.qemu.guest_agent.0`,
    'VGA,id=screen',
    'qemu-xhci,id=usb',
    'usb-tablet,bus=usb.0',
    'virtio-rng-pci',
  ];
  const sockets = ['-qmp', options.qmp, '-vnc', options.screen, '-serial', 'chardev:serial'];
  return [
    ...sockets,
    ...[options.serial, options.agent].flatMap((channel) => ['-chardev', channel]),
    ...devices.flatMap((device) => ['-device', device]),
  ];
}

function diskOptions(
  { osType }: MachineHardware,
  { volumeId, path, readOnly }: MachineHardware['disks'][number],
  place: number,
): string[] {
  const node = diskNode(place);
  const file = { driver: 'file', filename: path };
  const block = { 'node-name': node, driver: 'qcow2', file, discard: 'unmap', 'read-only': readOnly };
  // What a guest can see of a serial number has 20 characters.
  const common = `drive=${node},serial=${volumeId.slice(0, 20)},bootindex=${place + 1}`;
  if (osType !== 'windows') return [...blockNode(block), '-device', `virtio-blk-pci,${common}`];
  const [controller, port] = [Math.floor(place / SATA_PORTS), place % SATA_PORTS];
  const sata = port === 0 ? ['-device', `ich9-ahci,id=disks${controller}`] : [];
  return [...blockNode(block), ...sata, '-device', `ide-hd,bus=disks${controller}.${port},${common}`];
}

export function diskNode(place: number): string {
  return `disk${place}`;
}

/**
 * Whether discs are behind virtio: kernels of Linux for clouds have no driver for SATA or USB. An installer of which
 * nothing is known may be that of Windows, which has none for virtio.
 */
function isVirtual({ osType }: Pick<MachineHardware, 'osType'>): boolean {
  return osType === 'linux';
}

function opticalDrives(hardware: MachineHardware): string[] {
  const { media } = hardware;
  const kind = (drive: number) => (isVirtual(hardware) ? 'scsi-cd,bus=scsi.0' : `ide-cd,bus=ide.${drive}`);
  return Array.from({ length: OPTICAL_DRIVES }, (_, drive) => {
    const medium = media[drive];
    const node = `medium${drive}`;
    const block = medium ? blockNode(mediumNode(node, medium)) : [];
    const inside = medium ? `,drive=${node}` : '';
    // After the disks.
    return [...block, '-device', `${kind(drive)},id=${driveId(drive)},bootindex=${100 + drive}${inside}`];
  }).flat();
}

export function driveId(drive: number): string {
  return `drive${drive}`;
}

/** A medium, as QEMU reads it from the server of trees. */
export function mediumNode(
  node: string,
  { socket, export: name }: DiskSource,
): { 'node-name': string; driver: string } & Record<string, unknown> {
  const server = { type: 'unix', path: socket };
  const file = { driver: 'nbd', server, export: name, 'reconnect-delay': RECONNECT_DELAY };
  return { 'node-name': node, driver: 'raw', 'read-only': true, file };
}

function sharedSoftware({ sharedSoftware: source, osType }: MachineHardware): string[] {
  if (!source) return [];
  const device = isVirtual({ osType }) ? 'scsi-hd,bus=scsi.0' : 'usb-storage,bus=usb.0';
  return [...blockNode(mediumNode('shared', source)), '-device', `${device},drive=shared,removable=on`];
}

/** After all disks, whose names it leaves alone. Windows has no driver for virtio. */
function configDrive({ configDrive: files, osType }: MachineHardware, places: GuestPlaces): string[] {
  if (files === null) return [];
  const file = { driver: 'file', filename: places.configDrive };
  const block = { 'node-name': 'config', driver: 'raw', 'read-only': true, file };
  const device = osType === 'windows' ? `ide-cd,bus=ide.${OPTICAL_DRIVES}` : 'virtio-blk-pci';
  return [...blockNode(block), '-device', `${device},drive=config,serial=config-drive`];
}

function network({ network: kind, osType }: MachineHardware): string[] {
  if (kind === 'none') return [];
  const card = osType === 'windows' ? 'e1000e' : 'virtio-net-pci';
  // Without an option ROM: nothing is booted from there.
  const options = kind === 'restricted' ? ',restrict=on' : '';
  return ['-netdev', `user,id=net${options}`, '-device', `${card},netdev=net,romfile=`];
}

function blockNode(node: Readonly<Record<string, unknown>>): string[] {
  return ['-blockdev', JSON.stringify(node)];
}

/** In QEMU's options a comma is written twice. */
function comma(text: string): string {
  return text.replaceAll(',', ',,');
}
