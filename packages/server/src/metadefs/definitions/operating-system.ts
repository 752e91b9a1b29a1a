import { ON_IMAGES, type BuiltInNamespace } from './built-in-namespace.ts';

export const OPERATING_SYSTEM: BuiltInNamespace = {
  name: 'Ingot::OperatingSystem',
  displayName: 'Operating system',
  description: 'What is installed on the image, and who administers it.',
  associations: ON_IMAGES,
  properties: {
    os_type: {
      title: 'Kind',
      description: 'Sets the clock and the paravirtual features of the machine: windows turns on those of Hyper-V.',
      type: 'string',
      enum: ['linux', 'windows'],
    },
    os_distro: {
      title: 'Distribution',
      description: 'Short name as in the libosinfo database, which "osinfo-query os" prints.',
      type: 'string',
      // Not a closed list: libosinfo grows with every release.
      minLength: 1,
      maxLength: 255,
    },
    os_version: {
      title: 'Version',
      description: 'Version as its maker counts, for example 12, 24.04 or 1.7.',
      type: 'string',
      maxLength: 255,
    },
    os_admin_user: {
      title: 'Administrator',
      description: 'Account whose password can be set from outside, through the guest agent.',
      type: 'string',
      maxLength: 255,
    },
    os_secure_boot: {
      title: 'Secure Boot',
      description: 'Whether the firmware has to check the signature of what it starts; needs UEFI.',
      type: 'string',
      enum: ['required', 'optional', 'disabled'],
    },
    architecture: {
      title: 'Architecture',
      description: 'Processor that the system was built for.',
      type: 'string',
      enum: ['x86_64', 'aarch64', 'i686', 'ppc64le', 's390x', 'riscv64'],
    },
  },
};
