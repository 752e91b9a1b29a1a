import path from 'node:path';
import type { TrialHardware } from '../trial/trial-guest.ts';
import { QEMU, type UefiFiles } from './qemu-command.ts';

/** Sockets of a trial, and what its QEMU writes beside the disk, in a directory of its own. */
export class TrialPlaces {
  readonly directory: string;
  readonly monitor: string;
  readonly agent: string;
  readonly serial: string;
  readonly screen: string;
  /** What its UEFI firmware remembers. */
  readonly nvram: string;

  constructor(directory: string) {
    this.directory = directory;
    this.monitor = path.join(directory, 'monitor');
    this.agent = path.join(directory, 'agent');
    this.serial = path.join(directory, 'serial');
    this.screen = path.join(directory, 'screen.png');
    this.nvram = path.join(directory, 'nvram.fd');
  }
}

/** Of what emulation has translated, in MiB; QEMU's own default is as much as 1 GiB. */
export const TRANSLATED_MIB = 128;

/** What cloud-init finds where its data should be: an instance without a name, keys or orders. */
const NO_CLOUD = 'ds=nocloud;h=trial';

/**
 * The QEMU of a trial: emulated, with nothing but what it needs to boot. The guest's card reaches nothing (`restrict`), and
 * nothing of the host is shared with it.
 *
 * @param uefi null for a BIOS.
 * @param forwards ports of 127.0.0.1 by port of the guest.
 */
export function trialCommand(
  hardware: TrialHardware,
  places: TrialPlaces,
  uefi: UefiFiles | null,
  forwards: ReadonlyMap<number, number>,
): string[] {
  const { disk, bus, vcpus, memoryMib } = hardware;
  const node = {
    driver: 'qcow2',
    'node-name': 'disk',
    file: { driver: 'file', filename: disk.overlay },
    backing: {
      driver: 'raw',
      'read-only': true,
      file: { driver: 'nbd', server: { type: 'unix', path: disk.below.socket }, export: disk.below.export },
    },
  };
  const device = bus === 'virtio' ? 'virtio-blk-pci' : 'ide-hd';
  const card = bus === 'virtio' ? 'virtio-net-pci' : 'e1000e';
  const listening = [...forwards].map(([guest, host]) => `,hostfwd=tcp:127.0.0.1:${host}-:${guest}`);
  const options: readonly (readonly [name: string, value: string])[] = [
    ['-display', 'none'],
    ['-machine', 'q35'],
    ['-cpu', 'max'],
    ['-sandbox', 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny'],
    ['-accel', `tcg,tb-size=${TRANSLATED_MIB}`],
    ['-smp', String(vcpus)],
    ['-m', String(memoryMib)],
    ['-device', 'VGA'],
    ['-device', 'virtio-rng-pci'],
    ['-smbios', `type=1,serial=${NO_CLOUD}`],
    ...(uefi ? pflash(uefi) : []),
    ['-blockdev', JSON.stringify(node)],
    ['-device', `${device},drive=disk,bootindex=0`],
    ['-netdev', `user,id=net,restrict=on${listening.join('')}`],
    ['-device', `${card},netdev=net`],
    ['-chardev', `socket,id=serial,path=${places.serial},server=on,wait=off`],
    ['-serial', 'chardev:serial'],
    ['-device', 'virtio-serial-pci'],
    ['-chardev', `socket,id=agent,path=${places.agent},server=on,wait=off`],
    ['-device', 'virtserialport,chardev=agent,name=org.qemu.guest_agent.0'],
    ['-qmp', `unix:${places.monitor},server=on,wait=off`],
  ];
  // With -S it waits for the first command, so that nothing of what the guest writes is missed.
  return [QEMU, '-nodefaults', '-no-user-config', '-S', ...options.flat()];
}

function pflash({ code, nvram }: UefiFiles): (readonly [name: string, value: string])[] {
  return [
    ['-drive', `if=pflash,format=raw,readonly=on,file=${code}`],
    ['-drive', `if=pflash,format=raw,file=${nvram}`],
  ];
}
