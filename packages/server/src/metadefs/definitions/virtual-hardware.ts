import { ON_IMAGES, type BuiltInNamespace } from './built-in-namespace.ts';

const DISK_BUSES = ['virtio', 'scsi', 'sata', 'ide', 'usb', 'nvme', 'fdc'] as const;

export const VIRTUAL_HARDWARE: BuiltInNamespace = {
  name: 'Ingot::VirtualHardware',
  displayName: 'Virtual hardware',
  description: 'The devices that a machine started from the image gets. The image has to hold the drivers for them.',
  associations: ON_IMAGES,
  properties: {
    hw_machine_type: {
      title: 'Machine type',
      description: 'Chipset, for example pc, q35 or virt, with a version where it must not change.',
      type: 'string',
      maxLength: 255,
    },
    hw_firmware_type: {
      title: 'Firmware',
      description: 'How the machine starts; the image must be partitioned for it.',
      type: 'string',
      enum: ['bios', 'uefi'],
    },
    hw_disk_bus: {
      title: 'Disk bus',
      description: 'How disks are attached.',
      type: 'string',
      enum: DISK_BUSES,
    },
    hw_cdrom_bus: {
      title: 'CD-ROM bus',
      description: 'How CD-ROM drives are attached.',
      type: 'string',
      enum: DISK_BUSES,
    },
    hw_scsi_model: {
      title: 'SCSI controller',
      description: 'Controller for disks on the SCSI bus.',
      type: 'string',
      enum: ['virtio-scsi', 'lsilogic', 'lsisas1068', 'lsisas1078', 'vmpvscsi', 'buslogic'],
    },
    hw_vif_model: {
      title: 'Network card',
      description: 'Model of every network card.',
      type: 'string',
      enum: ['virtio', 'e1000', 'e1000e', 'igb', 'rtl8139', 'vmxnet3', 'ne2k_pci', 'pcnet'],
    },
    hw_vif_multiqueue_enabled: {
      title: 'Network queues per processor',
      description: 'Whether virtio network cards get one queue for each processor.',
      type: 'boolean',
    },
    hw_video_model: {
      title: 'Graphics card',
      description: 'Model of the graphics card; none leaves it out.',
      type: 'string',
      enum: ['virtio', 'qxl', 'vga', 'cirrus', 'bochs', 'none'],
    },
    hw_video_ram: {
      title: 'Graphics memory',
      description: 'MiB of memory of the graphics card.',
      type: 'integer',
      minimum: 0,
    },
    hw_pointer_model: {
      title: 'Pointer',
      description: 'A tablet keeps the pointer in step with the one of the viewer.',
      type: 'string',
      enum: ['usbtablet', 'ps2mouse'],
    },
    hw_rng_model: {
      title: 'Random numbers',
      description: 'Device that passes entropy of the host to the guest.',
      type: 'string',
      enum: ['virtio'],
    },
    hw_tpm_model: {
      title: 'TPM model',
      description: 'Interface of the emulated Trusted Platform Module.',
      type: 'string',
      enum: ['tpm-crb', 'tpm-tis'],
    },
    hw_tpm_version: {
      title: 'TPM version',
      description: 'Version of the emulated Trusted Platform Module; Windows 11 asks for 2.0.',
      type: 'string',
      enum: ['1.2', '2.0'],
    },
    hw_watchdog_action: {
      title: 'Watchdog',
      description: 'What happens to a machine whose system no longer answers its watchdog.',
      type: 'string',
      enum: ['disabled', 'reset', 'poweroff', 'pause', 'none'],
    },
  },
  objects: {
    'Trusted Platform Module': {
      description: 'A machine has one when both its model and its version are known.',
      required: ['hw_tpm_model', 'hw_tpm_version'],
      properties: {
        hw_tpm_model: { title: 'TPM model', type: 'string', enum: ['tpm-crb', 'tpm-tis'] },
        hw_tpm_version: { title: 'TPM version', type: 'string', enum: ['1.2', '2.0'] },
      },
    },
  },
};
