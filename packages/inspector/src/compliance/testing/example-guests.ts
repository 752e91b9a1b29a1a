import type { GuestParts } from './guest-in-memory.ts';

/** An Astra Linux that every profile is content with. */
export const GOOD_ASTRA: GuestParts = {
  files: {
    '/etc/machine-id': '',
    '/var/lib/dbus/machine-id': { link: '/etc/machine-id' },
    '/etc/shadow': 'root:!:19000:0:99999:7:::\ndaemon:*:19000::::::\n',
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nuser:x:1000:1000:User:/home/user:/bin/bash\n',
    '/home/user/.bash_history': '',
    '/home/user/.ssh/known_hosts': 'host ssh-ed25519 AAAA\n',
    '/usr/sbin/qemu-ga': 'ELF',
    '/etc/cloud/cloud.cfg': 'datasource_list: [ OpenStack, ConfigDrive, None ]\n',
    '/etc/systemd/system/display-manager.service': { link: '/lib/systemd/system/fly-dm.service' },
    '/etc/systemd/system/default.target': { link: '/lib/systemd/system/graphical.target' },
  },
  packages: {
    'qemu-guest-agent': '1:5.2',
    'cloud-init': '20.4',
    'fly-wm': '2.30',
    'fly-dm': '2.9',
    xrdp: '0.9.9',
    xorgxrdp: '0.2.9',
    'astra-ad-sssd-client': '0.24',
    'python3-termidesk-agent': '4.3.2.24030',
    'termidesk-pcsc-vscard': '1.8',
    'termidesk-video-agent': '1.4',
    'spice-vdagent': '0.18',
    'xserver-xorg-video-qxl': '0.1.5',
  },
  services: {
    'qemu-guest-agent.service': 'static',
    'cloud-init.service': 'enabled',
    'xrdp.service': 'enabled',
  },
};

/** A Windows that every profile is content with, and its values of the registry. */
export const GOOD_WINDOWS: GuestParts & { readonly values: Readonly<Record<string, string | number>> } = {
  files: {
    'C:/Program Files/Qemu-ga/qemu-ga.exe': 'MZ',
    'C:/Program Files/Cloudbase Solutions/Cloudbase-Init/bin/OpenStackService.exe': 'MZ',
    'C:/Windows/Panther/unattend.xml':
      '<unattend><Password>*SENSITIVE*DATA*DELETED*</Password><AdministratorPassword><Value>*SENSITIVE*DATA*DELETED*</Value></AdministratorPassword></unattend>',
  },
  packages: { 'Termidesk Agent': '4.3.2.24030' },
  services: { 'QEMU-GA': 'automatic', 'cloudbase-init': 'automatic', TermService: 'manual' },
  values: {
    'SYSTEM\\CurrentControlSet\\Control\\Terminal Server\\fDenyTSConnections': 0,
    'SYSTEM\\Setup\\Status\\SysprepStatus\\GeneralizationState': 7,
    'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Setup\\State\\ImageState': 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE',
    'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Domain': '',
    'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\{1}\\EnableDHCP': 1,
  },
};
