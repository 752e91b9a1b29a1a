import type { HiveKeys } from '../recipes/hive.ts';
import type { Files } from './write-files.ts';

/** What makes one Windows differ from another: files of drive C and the two hives that tests ask. */
export interface WindowsContent {
  readonly files: Files;
  readonly software: HiveKeys;
  readonly system: HiveKeys;
}

const CURRENT_VERSION = 'Microsoft\\Windows NT\\CurrentVersion';
const SETUP_STATE = 'Microsoft\\Windows\\CurrentVersion\\Setup\\State';
const CONTROL_SET = 'ControlSet002';
const DRIVERS = ['viostor', 'vioscsi', 'netkvm', 'balloon', 'vioser', 'viorng'];

/** Every guest has these. The control set that is in use is not the first one. */
const SYSTEM: HiveKeys = {
  Select: { Current: 2, Default: 2, Failed: 0, LastKnownGood: 1 },
  ...services(CONTROL_SET, [
    ['Tcpip', 'System32\\drivers\\tcpip.sys', 0, 1],
    ['TermService', '%SystemRoot%\\System32\\svchost.exe -k NetworkService', 3, 32],
    ['Netlogon', '%systemroot%\\system32\\lsass.exe', 3, 32],
  ]),
};

/** Windows 10 Pro, generalized, with all that a cloud wants of it. */
export const GOOD_WINDOWS: WindowsContent = {
  files: {
    ...systemFiles(),
    ...programFiles([
      'Qemu-ga/qemu-ga.exe',
      'Cloudbase Solutions/Cloudbase-Init/bin/OpenStackService.exe',
      'Cloudbase Solutions/Cloudbase-Init/Python/python.exe',
      'UVEON/Termidesk Agent/termidesk-agent.exe',
      'LibreOffice/program/soffice.exe',
    ]),
    'Program Files/Cloudbase Solutions/Cloudbase-Init/conf/cloudbase-init.conf':
      '[DEFAULT]\r\nusername=Admin\r\ngroups=Administrators\r\n' +
      'metadata_services=cloudbaseinit.metadata.services.configdrive.ConfigDriveService\r\n',
    ...Object.fromEntries([...DRIVERS, 'qxldod'].map((name) => executable(`Windows/System32/drivers/${name}.sys`))),
    'Windows/System32/Sysprep/Sysprep_succeeded.tag': '',
  },
  software: {
    ...product('Windows 10 Pro', 'Professional'),
    [SETUP_STATE]: { ImageState: 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE' },
    ...program('{8B2F1D61-0000-4000-8000-000000000001}', 'Cloudbase-Init 1.1.4', '1.1.4', 'Cloudbase Solutions Srl'),
    ...program('{8B2F1D61-0000-4000-8000-000000000002}', 'QEMU guest agent', '107.0.1', 'RedHat'),
    ...program('{8B2F1D61-0000-4000-8000-000000000003}', 'Virtio-win-driver-installer', '0.1.240', 'Red Hat, Inc.'),
    ...program('{8B2F1D61-0000-4000-8000-000000000004}', 'Termidesk Agent', '4.3.2.24030', 'UVEON'),
    ...program('LibreOffice', 'LibreOffice 7.6', '7.6.4', 'The Document Foundation'),
  },
  system: {
    ...SYSTEM,
    ...services(CONTROL_SET, [
      ['QEMU-GA', '"C:\\Program Files\\Qemu-ga\\qemu-ga.exe" -d --retry-path', 2, 16],
      [
        'cloudbase-init',
        '"C:\\Program Files\\Cloudbase Solutions\\Cloudbase-Init\\bin\\OpenStackService.exe" cloudbase-init',
        2,
        16,
      ],
      ['TermideskAgent', '"C:\\Program Files\\UVEON\\Termidesk Agent\\termidesk-agent.exe"', 2, 16],
      ...DRIVERS.map((name) => [name, `System32\\drivers\\${name}.sys`, 0, 1] as const),
    ]),
    [`${CONTROL_SET}\\Control\\Terminal Server`]: { fDenyTSConnections: 0 },
    Setup: { CloneTag: ['Mon Jan 01 00:00:00 2024'], SystemSetupInProgress: 1, SetupType: 2 },
    'Setup\\Status\\SysprepStatus': { GeneralizationState: 7, CleanupState: 2 },
  },
};

/**
 * Windows 10 Home as somebody used it: joined to a domain, hibernated, with keys and a password left behind, without agent
 * and Cloudbase-Init. The control set that is not in use has both, as a decoy.
 */
export const BAD_WINDOWS: WindowsContent = {
  files: {
    ...systemFiles(),
    'Users/user/.ssh/id_ed25519': '-----BEGIN OPENSSH PRIVATE KEY-----\r\nnot a key\r\n',
    'Users/user/Desktop/Пароли.txt': 'привет\n',
    'Windows/Panther/unattend.xml':
      '<?xml version="1.0"?><unattend><AutoLogon><Password><Value>left behind</Value></Password></AutoLogon></unattend>',
    'hiberfil.sys': Buffer.alloc(65_540).fill('hibr', 0, 4),
  },
  software: {
    ...product('Windows 10 Home', 'Core'),
    [SETUP_STATE]: { ImageState: 'IMAGE_STATE_COMPLETE' },
  },
  system: {
    ...SYSTEM,
    ...services('ControlSet001', [
      ['QEMU-GA', '"C:\\Program Files\\Qemu-ga\\qemu-ga.exe" -d --retry-path', 2, 16],
      ['cloudbase-init', '"C:\\Cloudbase-Init\\bin\\OpenStackService.exe" cloudbase-init', 2, 16],
    ]),
    'ControlSet001\\Control\\Terminal Server': { fDenyTSConnections: 0 },
    [`${CONTROL_SET}\\Control\\Terminal Server`]: { fDenyTSConnections: 1 },
    [`${CONTROL_SET}\\Control\\ComputerName\\ComputerName`]: { ComputerName: 'DESKTOP-USER' },
    [`${CONTROL_SET}\\Services\\Tcpip\\Parameters`]: { Domain: 'old.example.test', Hostname: 'DESKTOP-USER' },
    [`${CONTROL_SET}\\Services\\Tcpip\\Parameters\\Interfaces\\{11111111-2222-3333-4444-555555555555}`]: {
      EnableDHCP: 1,
      DhcpIPAddress: '192.0.2.20',
      LeaseObtainedTime: 0x6500_0000,
    },
    Setup: { SystemSetupInProgress: 0, SetupType: 0 },
  },
};

function product(name: string, edition: string): HiveKeys {
  return {
    [CURRENT_VERSION]: {
      ProductName: name,
      EditionID: edition,
      InstallationType: 'Client',
      CurrentVersion: '6.3',
      CurrentMajorVersionNumber: 10,
      CurrentMinorVersionNumber: 0,
      CurrentBuild: '19045',
      CurrentBuildNumber: '19045',
      DisplayVersion: '22H2',
      UBR: 0xff0,
      SystemRoot: 'C:\\Windows',
      InstallDate: 0x6500_0000,
      ProductId: '00330-80000-00000-AA000',
    },
    'Microsoft\\Windows\\CurrentVersion': { ProgramFilesDir: 'C:\\Program Files' },
    'WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\7-Zip': {
      DisplayName: '7-Zip 23.01',
      DisplayVersion: '23.01',
    },
  };
}

function program(key: string, name: string, version: string, publisher: string): HiveKeys {
  return {
    [`Microsoft\\Windows\\CurrentVersion\\Uninstall\\${key}`]: {
      DisplayName: name,
      DisplayVersion: version,
      Publisher: publisher,
    },
  };
}

type Service = readonly [name: string, imagePath: string, start: number, type: number];

function services(controlSet: string, list: readonly Service[]): HiveKeys {
  const keys = list.map(([name, imagePath, start, type]) => [
    `${controlSet}\\Services\\${name}`,
    // REG_EXPAND_SZ, as Windows has it.
    { ImagePath: { type: 2, bytes: Buffer.from(`${imagePath}\0`, 'utf16le') }, Start: start, Type: type },
  ]);
  return Object.fromEntries(keys);
}

function systemFiles(): Files {
  const names = ['ntoskrnl.exe', 'cmd.exe', 'kernel32.dll', 'winload.exe', 'winload.efi', 'termsrv.dll'];
  return Object.fromEntries([
    ...names.map((name) => executable(`Windows/System32/${name}`)),
    executable('Windows/explorer.exe'),
    ['Users/Default/NTUSER.DAT', ''],
    ['Users/Public/desktop.ini', '[.ShellClassInfo]\r\n'],
    ['Program Files (x86)/desktop.ini', '[.ShellClassInfo]\r\n'],
  ]);
}

function programFiles(paths: readonly string[]): Files {
  return Object.fromEntries(paths.map((path) => executable(`Program Files/${path}`)));
}

/** A stand-in with the headers of a program for x86-64 (Microsoft, "PE Format"). */
export function executable(path: string): [path: string, content: Buffer] {
  const bytes = Buffer.alloc(1024);
  bytes.write('MZ', 'latin1');
  bytes.writeUInt32LE(0x80, 60);
  bytes.write('PE\0\0', 0x80, 'latin1');
  bytes.writeUInt16LE(0x8664, 0x84);
  bytes.writeUInt16LE(0xf0, 0x94);
  bytes.writeUInt16LE(0x22, 0x96);
  bytes.writeUInt16LE(0x20b, 0x98);
  bytes.writeUInt16LE(3, 0xdc);
  bytes.write(path, 512);
  return [path, bytes];
}
