import type { Rule } from '../../profile.ts';
import { ACCESS_TOKEN, PGPASS_LINE, PRIVATE_KEY } from './secret-patterns.ts';
import { BUILDER_LEFT, EVERYBODY_READS, NO_PRIVATE_KEYS } from './words.ts';

const applies = { family: 'linux' } as const;

/** The same file of every user. */
const inHomes = (...files: readonly string[]): string[] =>
  ['/root', '/home/*'].flatMap((home) => files.map((file) => `${home}/${file}`));

/** What only the owner of a Linux machine should have. */
export const LINUX_SECRETS: readonly Rule[] = [
  {
    id: 'authorized-keys',
    severity: 'requirement',
    title: { en: 'No SSH key may sign in', ru: 'Разрешённых ключей SSH нет' },
    reason: {
      en: 'Whoever has the private key can sign in to every machine made of the image.',
      ru: 'Владелец закрытого ключа сможет войти на любую машину из этого образа.',
    },
    remedy: {
      en: 'rm -f /root/.ssh/authorized_keys* /home/*/.ssh/authorized_keys*; keys come with cloud-init.',
      ru: 'rm -f /root/.ssh/authorized_keys* /home/*/.ssh/authorized_keys*; ключи передаст cloud-init.',
    },
    applies,
    check: {
      check: 'content',
      paths: ['/root/.ssh/authorized_keys*', '/home/*/.ssh/authorized_keys*', '/etc/ssh/authorized_keys*'],
      pattern: '^[^#\\s]',
      expect: 'not-found',
      as: 'public-key',
    },
  },
  {
    id: 'private-keys',
    severity: 'requirement',
    ...NO_PRIVATE_KEYS,
    applies,
    check: {
      check: 'content',
      paths: [
        '/root/.ssh/*',
        '/home/*/.ssh/*',
        '/root/*.pem',
        '/root/*.key',
        '/home/*/*.pem',
        '/home/*/*.key',
        '/home/*/.config/*/*.pem',
        '/etc/ssl/private/*',
        '/etc/pki/tls/private/*',
        '/etc/openvpn/*',
        '/etc/openvpn/*/*',
        '/etc/wireguard/*',
      ],
      pattern: PRIVATE_KEY,
      expect: 'not-found',
      as: 'private-key',
    },
  },
  {
    id: 'access-tokens',
    severity: 'requirement',
    title: { en: 'There are no access tokens', ru: 'Токенов доступа нет' },
    reason: EVERYBODY_READS,
    remedy: {
      en: 'Delete the files that are named, and revoke the tokens: they are to be taken for known.',
      ru: 'Удалите указанные файлы и отзовите токены: считайте их раскрытыми.',
    },
    applies,
    check: {
      check: 'all',
      of: [
        {
          check: 'content',
          paths: inHomes(
            '.aws/credentials',
            '.git-credentials',
            '.netrc',
            '.npmrc',
            '.pypirc',
            '.docker/config.json',
            '.kube/config',
            '.config/gh/hosts.yml',
            '.config/openstack/clouds.yaml',
            '.config/openstack/secure.yaml',
            '.my.cnf',
            '.env',
            '*openrc*',
            '.vault-token',
          ),
          pattern: ACCESS_TOKEN,
          ignoreCase: true,
          expect: 'not-found',
          as: 'access-token',
        },
        { check: 'content', paths: inHomes('.pgpass'), pattern: PGPASS_LINE, expect: 'not-found', as: 'password' },
      ],
    },
  },
  {
    id: 'network-passwords',
    severity: 'requirement',
    title: { en: 'There are no passwords of networks', ru: 'Паролей сетей нет' },
    reason: EVERYBODY_READS,
    remedy: {
      en: 'Delete the connections that are named: rm /etc/NetworkManager/system-connections/NAME',
      ru: 'Удалите указанные подключения: rm /etc/NetworkManager/system-connections/ИМЯ',
    },
    applies,
    check: {
      check: 'content',
      paths: ['/etc/NetworkManager/system-connections/*', '/etc/wpa_supplicant/*.conf', '/etc/netplan/*.yaml'],
      pattern: '^\\s*(?:psk|password|wep-key\\d|private-key-password|secret)\\s*[=:]\\s*\\S',
      ignoreCase: true,
      expect: 'not-found',
      as: 'password',
    },
  },
  {
    id: 'password-hashes',
    severity: 'requirement',
    title: { en: 'No account has a password', ru: 'У учётных записей нет паролей' },
    reason: {
      en: 'A password that is set in the image is the same on every machine, and its hash can be searched for the password.',
      ru: 'Заданный в образе пароль одинаков на всех машинах, а по его хешу пароль можно подобрать.',
    },
    remedy: {
      en: 'For the accounts in /etc/shadow that have one: usermod -p "!" NAME; passwords come with cloud-init or the guest agent.',
      ru: 'Для учётных записей с паролем в /etc/shadow: usermod -p "!" ИМЯ; пароли задаст cloud-init или гостевой агент.',
    },
    applies,
    check: {
      check: 'content',
      paths: ['/etc/shadow', '/etc/shadow-', '/etc/passwd'],
      // The second field of shadow(5) and passwd(5): a hash, locked or not. `x` refers to the other file.
      pattern: '^[^#:\\n]+:!*[$_./0-9A-Za-z][^:\\n]+:',
      expect: 'not-found',
      as: 'password-hash',
    },
  },
  {
    id: 'empty-passwords',
    severity: 'requirement',
    title: { en: 'No account is open without a password', ru: 'Учётных записей без пароля нет' },
    reason: {
      en: 'Anybody who reaches such a machine can sign in.',
      ru: 'На такую машину сможет войти любой, кто до неё доберётся.',
    },
    remedy: {
      en: 'For the accounts with an empty second field in /etc/shadow: passwd -l NAME',
      ru: 'Для учётных записей с пустым вторым полем в /etc/shadow: passwd -l ИМЯ',
    },
    applies,
    check: {
      check: 'content',
      paths: ['/etc/shadow', '/etc/passwd'],
      pattern: '^[^#:\\n]+::',
      expect: 'not-found',
      as: 'empty-password',
    },
  },
  {
    id: 'shell-history',
    severity: 'recommendation',
    title: { en: 'There is no history of commands', ru: 'Истории команд нет' },
    reason: BUILDER_LEFT,
    remedy: {
      en: 'rm -f /root/.*_history /home/*/.*_history /root/.viminfo /home/*/.viminfo',
      ru: 'rm -f /root/.*_history /home/*/.*_history /root/.viminfo /home/*/.viminfo',
    },
    applies,
    check: {
      check: 'file',
      paths: inHomes('.*_history', '.histfile', '.lesshst', '.viminfo', '.local/share/fish/fish_history'),
      expect: 'empty',
    },
  },
];
