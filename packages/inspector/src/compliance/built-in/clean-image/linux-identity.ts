import type { Rule } from '../../profile.ts';
import { BUILDER_LEFT, EVERY_CLONE } from './words.ts';

const applies = { family: 'linux' } as const;

/** What makes a Linux machine that one machine. */
export const LINUX_IDENTITY: readonly Rule[] = [
  {
    id: 'machine-id',
    severity: 'requirement',
    title: { en: 'There is no machine id', ru: 'Идентификатор машины не задан' },
    reason: EVERY_CLONE,
    remedy: {
      en: 'truncate -s 0 /etc/machine-id && rm -f /var/lib/dbus/machine-id && ln -s /etc/machine-id /var/lib/dbus/machine-id',
      ru: 'truncate -s 0 /etc/machine-id && rm -f /var/lib/dbus/machine-id && ln -s /etc/machine-id /var/lib/dbus/machine-id',
    },
    applies,
    check: {
      // Anything but nothing and `uninitialized`, machine-id(5). A link to the other is read as the other.
      check: 'content',
      paths: ['/etc/machine-id', '/var/lib/dbus/machine-id'],
      pattern: '^(?!uninitialized\\s*$)\\S',
      expect: 'not-found',
      as: 'machine-id',
    },
  },
  {
    id: 'ssh-host-keys',
    severity: 'requirement',
    title: { en: 'There are no SSH host keys', ru: 'Ключей узла SSH нет' },
    reason: {
      en: 'Machines with the same host keys can be impersonated by anybody who has the image.',
      ru: 'Владелец образа сможет выдать себя за любую машину с теми же ключами узла.',
    },
    remedy: {
      en: 'rm -f /etc/ssh/ssh_host_*; cloud-init makes new ones (or ssh-keygen -A at the first start).',
      ru: 'rm -f /etc/ssh/ssh_host_*; новые создаст cloud-init (или ssh-keygen -A при первом запуске).',
    },
    applies,
    check: { check: 'file', paths: ['/etc/ssh/ssh_host_*', '/etc/dropbear/dropbear_*_host_key'], expect: 'absent' },
  },
  {
    id: 'domain-join',
    severity: 'requirement',
    title: { en: 'The machine is in no domain', ru: 'Машина не введена в домен' },
    reason: {
      en: 'The account of the machine in the domain would be shared by all of them, and its key by all who have the image.',
      ru: 'Учётная запись машины в домене станет общей для всех машин, а её ключ — для всех, у кого есть образ.',
    },
    remedy: {
      en: 'realm leave; rm -f /etc/krb5.keytab /var/lib/sss/db/* /var/lib/samba/private/secrets.tdb',
      ru: 'realm leave; rm -f /etc/krb5.keytab /var/lib/sss/db/* /var/lib/samba/private/secrets.tdb',
    },
    applies,
    check: {
      check: 'file',
      paths: [
        '/etc/krb5.keytab',
        '/var/lib/sss/db/cache_*',
        '/var/lib/sss/db/ccache_*',
        '/var/lib/samba/private/secrets.tdb',
      ],
      expect: 'absent',
    },
  },
  {
    id: 'cloud-init-state',
    severity: 'requirement',
    title: { en: 'cloud-init has not run', ru: 'cloud-init ещё не выполнялся' },
    reason: {
      en: 'With the state of an earlier machine cloud-init may take the first start for done.',
      ru: 'С состоянием прежней машины cloud-init может счесть первый запуск уже выполненным.',
    },
    remedy: { en: 'cloud-init clean --logs --seed', ru: 'cloud-init clean --logs --seed' },
    applies,
    check: {
      check: 'file',
      paths: [
        '/var/lib/cloud/instance',
        '/var/lib/cloud/instances/*',
        '/var/lib/cloud/sem/*',
        '/var/lib/cloud/seed/*/*',
      ],
      expect: 'absent',
    },
  },
  {
    id: 'dhcp-leases',
    severity: 'recommendation',
    title: { en: 'There are no leases of addresses', ru: 'Аренды адресов нет' },
    reason: BUILDER_LEFT,
    remedy: {
      en: 'rm -f /var/lib/dhcp/*.leases /var/lib/dhclient/*.lease* /var/lib/NetworkManager/*.lease /var/lib/dhcpcd/*.lease',
      ru: 'rm -f /var/lib/dhcp/*.leases /var/lib/dhclient/*.lease* /var/lib/NetworkManager/*.lease /var/lib/dhcpcd/*.lease',
    },
    applies,
    check: {
      check: 'file',
      paths: [
        '/var/lib/dhcp/*.lease*',
        '/var/lib/dhcp3/*.lease*',
        '/var/lib/dhclient/*.lease*',
        '/var/lib/dhcpcd/*.lease*',
        '/var/lib/NetworkManager/*.lease',
        '/var/lib/systemd/network/*.lease',
      ],
      expect: 'empty',
    },
  },
  {
    id: 'network-hardware',
    severity: 'recommendation',
    title: { en: 'No network card is named by its address', ru: 'Сетевые карты не закреплены по адресам' },
    reason: {
      en: 'The cards of a new machine have other addresses, and get other names or no network.',
      ru: 'У карт новой машины другие адреса: они получат другие имена или останутся без сети.',
    },
    remedy: {
      en: 'rm -f /etc/udev/rules.d/70-persistent-net.rules; take HWADDR and match on MAC addresses out of the network configuration.',
      ru: 'rm -f /etc/udev/rules.d/70-persistent-net.rules; уберите HWADDR и привязку к MAC-адресам из настроек сети.',
    },
    applies,
    check: {
      check: 'content',
      paths: [
        '/etc/udev/rules.d/70-persistent-net.rules',
        '/etc/sysconfig/network-scripts/ifcfg-*',
        '/etc/NetworkManager/system-connections/*',
        '/etc/netplan/*.yaml',
      ],
      pattern: '^[^#\\n]*(?:address\\}==|HWADDR|mac-?address).*[0-9a-f]{2}(?::[0-9a-f]{2}){5}',
      ignoreCase: true,
      expect: 'not-found',
      as: 'hardware-address',
    },
  },
  {
    id: 'random-seed',
    severity: 'recommendation',
    title: { en: 'There is no seed of random numbers', ru: 'Начального значения случайных чисел нет' },
    reason: {
      en: 'Machines that start from the same seed may make the same keys.',
      ru: 'Машины с одним начальным значением могут создать одинаковые ключи.',
    },
    remedy: {
      en: 'rm -f /var/lib/systemd/random-seed /var/lib/urandom/random-seed',
      ru: 'rm -f /var/lib/systemd/random-seed /var/lib/urandom/random-seed',
    },
    applies,
    check: {
      check: 'file',
      paths: ['/var/lib/systemd/random-seed', '/var/lib/urandom/random-seed', '/var/lib/random-seed'],
      expect: 'empty',
    },
  },
];
