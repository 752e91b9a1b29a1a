import type { Profile } from '../profile.ts';

/**
 * What a desktop service does with a new desktop before anybody gets it: VK Cloud's how-to on checking desktop images, as far
 * as a machine without a network can do it.
 */
export const BOOT_TEST: Profile = {
  id: 'boot-test',
  version: '1',
  title: { en: 'Boot test', ru: 'Пробный запуск' },
  description: {
    en: 'What the image does when a throw-away copy of it is started. Judged by ingot image boot-test.',
    ru: 'Как образ ведёт себя при запуске временной копии. Проверяется командой ingot image boot-test.',
  },
  rules: [
    {
      id: 'starts',
      severity: 'requirement',
      title: { en: 'The system comes up', ru: 'Система загружается' },
      reason: {
        en: 'Nobody can use a desktop whose system does not start.',
        ru: 'Рабочим столом, система которого не загружается, нельзя пользоваться.',
      },
      remedy: {
        en: 'Look at the screen and the serial log of the boot test, and start a machine from the image to see more.',
        ru: 'Посмотрите снимок экрана и журнал последовательного порта, запустите машину из образа.',
      },
      check: { check: 'boot', shows: 'system' },
    },
    {
      id: 'agent-answers',
      severity: 'requirement',
      title: { en: 'The guest agent answers', ru: 'Гостевой агент отвечает' },
      reason: {
        en: 'Passwords are set, snapshots are taken and machines are shut down through the QEMU guest agent.',
        ru: 'Через гостевой агент QEMU задаются пароли, делаются снимки и выключаются машины.',
      },
      remedy: {
        en: 'Install qemu-guest-agent and have it started: systemctl enable qemu-guest-agent. On Windows install the virtio-win guest tools.',
        ru: 'Установите qemu-guest-agent и включите его: systemctl enable qemu-guest-agent. В Windows установите virtio-win guest tools.',
      },
      check: { check: 'boot', shows: 'guest-agent' },
    },
    {
      id: 'cloud-init-finishes',
      severity: 'requirement',
      title: { en: 'cloud-init finishes without errors', ru: 'cloud-init завершается без ошибок' },
      reason: {
        en: 'Names, keys and passwords of new machines are set by cloud-init.',
        ru: 'cloud-init задаёт имена, ключи и пароли новых машин.',
      },
      remedy: {
        en: 'Look at cloud-init status --long and /var/log/cloud-init.log in a machine that was made from the image.',
        ru: 'Посмотрите cloud-init status --long и /var/log/cloud-init.log в машине, созданной из образа.',
      },
      applies: { family: 'linux' },
      check: { check: 'boot', shows: 'cloud-init' },
    },
    {
      id: 'password-can-be-set',
      severity: 'recommendation',
      title: { en: 'The agent can set a password', ru: 'Агент может задать пароль' },
      reason: {
        en: 'Cloud consoles set passwords by guest-set-user-password; systems like RHEL block it.',
        ru: 'Облачные консоли задают пароль командой guest-set-user-password; системы вроде RHEL её запрещают.',
      },
      remedy: {
        en: 'Allow guest-set-user-password to the agent: BLACKLIST_RPC or --block-rpcs in /etc/sysconfig/qemu-ga.',
        ru: 'Разрешите агенту guest-set-user-password: BLACKLIST_RPC или --block-rpcs в /etc/sysconfig/qemu-ga.',
      },
      check: { check: 'boot', shows: 'password' },
    },
    {
      id: 'remote-access',
      severity: 'recommendation',
      title: { en: 'SSH or RDP answers', ru: 'SSH или RDP отвечает' },
      reason: {
        en: 'People reach desktops by RDP, administrators reach Linux by SSH.',
        ru: 'Пользователи подключаются по RDP, администраторы к Linux — по SSH.',
      },
      remedy: {
        en: 'Install and start an SSH server or xrdp; on Windows allow Remote Desktop, and in the firewall.',
        ru: 'Установите и запустите сервер SSH или xrdp; в Windows разрешите удалённый рабочий стол, в том числе в брандмауэре.',
      },
      check: { check: 'boot', shows: 'remote-access' },
    },
  ],
};
