import type { Rule } from '../../profile.ts';
import { PRIVATE_KEY } from './secret-patterns.ts';
import { BUILDER_LEFT, EVERY_CLONE, EVERYBODY_READS, NO_PRIVATE_KEYS } from './words.ts';

const applies = { family: 'windows' } as const;

/** Files with the answers of an unattended installation, where Windows looks for them and keeps copies. */
const ANSWER_FILES = [
  'C:/unattend.xml',
  'C:/autounattend.xml',
  'C:/Windows/Panther/*nattend*.xml',
  'C:/Windows/Panther/Unattend/*nattend*.xml',
  'C:/Windows/System32/Sysprep/*nattend*.xml',
  'C:/Windows/System32/Sysprep/Panther/*nattend*.xml',
];

/** What a Windows that is to be cloned must not keep. */
export const WINDOWS_LEFTOVERS: readonly Rule[] = [
  {
    id: 'sysprep',
    severity: 'requirement',
    title: { en: 'Windows was generalized', ru: 'Windows подготовлена к клонированию' },
    reason: EVERY_CLONE,
    remedy: {
      en: 'C:\\Windows\\System32\\Sysprep\\sysprep.exe /generalize /oobe /shutdown',
      ru: 'C:\\Windows\\System32\\Sysprep\\sysprep.exe /generalize /oobe /shutdown',
    },
    applies,
    check: {
      check: 'all',
      of: [
        {
          check: 'registry',
          key: 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Setup\\State',
          value: 'ImageState',
          expect: 'present',
          matches: '^IMAGE_STATE_GENERALIZE_RESEAL_TO_(OOBE|AUDIT)$',
        },
        {
          check: 'registry',
          key: 'SYSTEM\\Setup\\Status\\SysprepStatus',
          value: 'GeneralizationState',
          expect: 'present',
          equals: 7,
        },
      ],
    },
  },
  {
    id: 'domain-join-windows',
    severity: 'requirement',
    title: { en: 'The machine is in no domain', ru: 'Машина не введена в домен' },
    reason: {
      en: 'The account of the machine in the domain would be shared by all of them.',
      ru: 'Учётная запись машины в домене станет общей для всех машин.',
    },
    remedy: {
      en: 'Remove-Computer -WorkgroupName WORKGROUP -Force; then generalize with sysprep.',
      ru: 'Remove-Computer -WorkgroupName WORKGROUP -Force; затем подготовьте систему с помощью sysprep.',
    },
    applies,
    check: {
      check: 'registry',
      key: 'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters',
      value: 'Domain',
      expect: 'absent',
      matches: '\\S',
    },
  },
  {
    id: 'answer-file-passwords',
    severity: 'requirement',
    title: { en: 'Answer files hold no passwords', ru: 'В файлах ответов нет паролей' },
    reason: EVERYBODY_READS,
    remedy: {
      en: 'Delete the answer files that are named, and change the passwords.',
      ru: 'Удалите указанные файлы ответов и смените пароли.',
    },
    applies,
    check: {
      check: 'content',
      paths: ANSWER_FILES,
      pattern: '<(?:\\w+:)?(?:\\w*Password)>\\s*(?:<(?:\\w+:)?Value>\\s*)?(?!\\*SENSITIVE\\*DATA\\*DELETED\\*)[^<\\s]',
      ignoreCase: true,
      expect: 'not-found',
      as: 'password',
    },
  },
  {
    id: 'automatic-logon',
    severity: 'requirement',
    title: { en: 'Nobody is signed in automatically', ru: 'Автоматический вход выключен' },
    reason: EVERYBODY_READS,
    remedy: {
      en: 'reg delete "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon" /v DefaultPassword /f',
      ru: 'reg delete "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon" /v DefaultPassword /f',
    },
    applies,
    check: {
      check: 'registry',
      key: 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon',
      value: 'DefaultPassword',
      expect: 'absent',
      matches: '.',
    },
  },
  {
    id: 'private-keys-windows',
    severity: 'requirement',
    ...NO_PRIVATE_KEYS,
    applies,
    check: {
      check: 'content',
      paths: [
        'C:/Users/*/.ssh/*',
        'C:/Users/*/*.pem',
        'C:/Users/*/*.ppk',
        'C:/Users/*/Desktop/*.pem',
        'C:/Users/*/Desktop/*.ppk',
        'C:/Users/*/Documents/*.pem',
        'C:/Users/*/Documents/*.ppk',
        'C:/Users/*/Downloads/*.pem',
        'C:/Users/*/Downloads/*.ppk',
      ],
      pattern: PRIVATE_KEY,
      expect: 'not-found',
      as: 'private-key',
    },
  },
  {
    id: 'ssh-host-keys-windows',
    severity: 'requirement',
    title: { en: 'There are no SSH host keys', ru: 'Ключей узла SSH нет' },
    reason: EVERY_CLONE,
    remedy: {
      en: 'del C:\\ProgramData\\ssh\\ssh_host_*; the SSH server makes new ones.',
      ru: 'del C:\\ProgramData\\ssh\\ssh_host_*; сервер SSH создаст новые.',
    },
    applies,
    check: { check: 'file', paths: ['C:/ProgramData/ssh/ssh_host_*'], expect: 'absent' },
  },
  {
    id: 'authorized-keys-windows',
    severity: 'requirement',
    title: { en: 'No SSH key may sign in', ru: 'Разрешённых ключей SSH нет' },
    reason: {
      en: 'Whoever has the private key can sign in to every machine made of the image.',
      ru: 'Владелец закрытого ключа сможет войти на любую машину из этого образа.',
    },
    remedy: {
      en: 'del C:\\ProgramData\\ssh\\administrators_authorized_keys C:\\Users\\NAME\\.ssh\\authorized_keys',
      ru: 'del C:\\ProgramData\\ssh\\administrators_authorized_keys C:\\Users\\ИМЯ\\.ssh\\authorized_keys',
    },
    applies,
    check: {
      check: 'content',
      paths: ['C:/ProgramData/ssh/administrators_authorized_keys', 'C:/Users/*/.ssh/authorized_keys*'],
      pattern: '^[^#\\s]',
      expect: 'not-found',
      as: 'public-key',
    },
  },
  {
    id: 'dhcp-leases-windows',
    severity: 'recommendation',
    title: { en: 'There are no leases of addresses', ru: 'Аренды адресов нет' },
    reason: BUILDER_LEFT,
    remedy: {
      en: 'ipconfig /release before the machine is shut down.',
      ru: 'Перед завершением работы выполните ipconfig /release.',
    },
    applies,
    check: {
      check: 'registry',
      key: 'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\*',
      value: 'DhcpIPAddress',
      expect: 'absent',
      matches: '^(?!0\\.0\\.0\\.0$|255\\.255\\.255\\.255$)\\S',
    },
  },
];
