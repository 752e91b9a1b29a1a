import type { Check } from '../check.ts';
import type { Profile, Rule, Words } from '../profile.ts';
import { COMPLETE, SHUT_DOWN } from './disk-rules.ts';

/**
 * What VK Cloud Desktop asks of a custom desktop image: "Requirements for a custom desktop image" and "Recommendations for
 * preparing a custom desktop image" of its documentation.
 */
const ASTRA = { family: 'linux', id: ['astra'] } as const;
const LINUX = { family: 'linux' } as const;
const WINDOWS = { family: 'windows' } as const;

/** Ways in which a service comes up by itself; udev starts units that have nothing to be enabled by. */
const STARTS_UNIT = ['enabled', 'static'] as const;
const STARTS_SERVICE = ['boot', 'system', 'automatic'] as const;

/** Editions for the home, which cannot join a domain. */
const HOME_EDITION = '^(Core|CoreN|CoreSingleLanguage|CoreCountrySpecific|(HomeBasic|HomePremium|Starter)(N|E)?)$';

/** Sources of data that an OpenStack cloud has, as cloud-init names them. */
const SOURCE = '(?:OpenStack|ConfigDrive)';

const AD_SUPPORT: Words = {
  en: 'Desktops are handed out to users of Active Directory.',
  ru: 'Рабочие столы выдаются пользователям Active Directory.',
};
const FASTER_POOL: Words = {
  en: 'Desktops of a pool are deployed faster where it is there already.',
  ru: 'Если это уже установлено, рабочие столы пула разворачиваются быстрее.',
};
const TERMIDESK: Words = {
  en: 'Termidesk connects users to desktops of a pool faster.',
  ru: 'Termidesk ускоряет подключение пользователей к рабочим столам пула.',
};
const INSTALL_TERMIDESK: Words = {
  en: 'Set up the repository of Termidesk and install its parts:\napt update && apt install -y curl lsb-release spice-vdagent xserver-xorg-video-qxl xrdp\necho "deb https://repos.termidesk.ru/astra $(lsb_release -cs) non-free" > /etc/apt/sources.list.d/termidesk.list\ncurl https://repos.termidesk.ru/astra/GPG-KEY-PUBLIC | apt-key add -\napt update && apt install -y \'python3-termidesk-agent=4.*\' termidesk-pcsc-vscard termidesk-video-agent astra-ad-sssd-client',
  ru: 'Подключите репозиторий Termidesk и установите компоненты:\napt update && apt install -y curl lsb-release spice-vdagent xserver-xorg-video-qxl xrdp\necho "deb https://repos.termidesk.ru/astra $(lsb_release -cs) non-free" > /etc/apt/sources.list.d/termidesk.list\ncurl https://repos.termidesk.ru/astra/GPG-KEY-PUBLIC | apt-key add -\napt update && apt install -y \'python3-termidesk-agent=4.*\' termidesk-pcsc-vscard termidesk-video-agent astra-ad-sssd-client',
};

const installed = (name: string, version?: string): Check => ({
  check: 'package',
  name: [name],
  ...(version !== undefined && { version }),
});

/** A recommended package of Termidesk on Astra Linux. */
const termideskPart = (name: string, version?: string): Rule => ({
  id: name,
  severity: 'recommendation',
  title: { en: `${name} is installed`, ru: `Установлен ${name}` },
  reason: TERMIDESK,
  remedy: INSTALL_TERMIDESK,
  applies: ASTRA,
  check: installed(name, version),
});

const GRAPHICAL: Check = {
  check: 'any',
  of: [
    { check: 'link', path: '/etc/systemd/system/default.target', target: '(^|/)graphical\\.target$' },
    {
      check: 'all',
      of: [
        { check: 'file', paths: ['/etc/systemd/system/default.target'], expect: 'absent' },
        { check: 'link', path: '/lib/systemd/system/default.target', target: '(^|/)graphical\\.target$' },
      ],
    },
  ],
};

export const VK_CLOUD_DESKTOP: Profile = {
  id: 'vk-cloud-desktop',
  version: '1',
  title: { en: 'VK Cloud Desktop', ru: 'VK Cloud Desktop' },
  description: {
    en: 'What an image needs for VK Cloud Desktop to make desktops of it.',
    ru: 'Что нужно образу, чтобы VK Cloud Desktop создавал из него рабочие столы.',
  },
  rules: [
    {
      id: 'supported-system',
      severity: 'requirement',
      title: { en: 'The system is Windows or Astra Linux', ru: 'Система — Windows или Astra Linux' },
      reason: {
        en: 'Desktops are made of Windows or of Astra Linux "Orel".',
        ru: 'Рабочие столы создаются из Windows или Astra Linux «Орёл».',
      },
      remedy: {
        en: 'Build the image with Windows or with Astra Linux "Orel"; for other systems ask the technical support.',
        ru: 'Соберите образ с Windows или Astra Linux «Орёл»; для других ОС обратитесь в техническую поддержку.',
      },
      check: {
        check: 'any',
        of: [
          { check: 'system', family: 'windows' },
          { check: 'system', family: 'linux', id: ['astra'] },
        ],
      },
    },
    {
      id: 'domain-edition',
      severity: 'requirement',
      title: { en: 'The edition of Windows can join a domain', ru: 'Редакция Windows поддерживает Active Directory' },
      reason: AD_SUPPORT,
      remedy: {
        en: 'Use an edition that can join a domain: Professional, Enterprise, Education or Server, not Home.',
        ru: 'Возьмите редакцию с поддержкой домена: Professional, Enterprise, Education или Server, но не Home.',
      },
      applies: WINDOWS,
      check: {
        check: 'all',
        of: [
          { check: 'system', edition: '.' },
          { check: 'not', of: { check: 'system', edition: HOME_EDITION } },
        ],
      },
    },
    {
      id: 'astra-orel',
      severity: 'requirement',
      title: { en: 'Astra Linux is "Orel"', ru: 'Astra Linux — «Орёл»' },
      reason: {
        en: 'Of Astra Linux the level "Orel" is supported.',
        ru: 'Из Astra Linux поддерживается уровень «Орёл».',
      },
      remedy: {
        en: 'Build the image with Astra Linux at the level "Orel" (astra-modeswitch set 0).',
        ru: 'Соберите образ с Astra Linux на уровне «Орёл» (astra-modeswitch set 0).',
      },
      applies: ASTRA,
      check: { check: 'system', edition: '^[Oo]rel$' },
    },
    {
      id: 'graphical-desktop',
      severity: 'requirement',
      title: {
        en: 'The graphical desktop is installed and starts',
        ru: 'Графический интерфейс установлен и запускается',
      },
      reason: {
        en: 'Users work with a graphical desktop.',
        ru: 'Пользователи работают в графическом интерфейсе.',
      },
      remedy: {
        en: 'apt install -y fly-all-main fly-dm && systemctl enable fly-dm && systemctl set-default graphical.target',
        ru: 'apt install -y fly-all-main fly-dm && systemctl enable fly-dm && systemctl set-default graphical.target',
      },
      applies: ASTRA,
      check: {
        check: 'all',
        of: [
          installed('fly-wm'),
          installed('fly-dm'),
          { check: 'link', path: '/etc/systemd/system/display-manager.service', target: '(^|/)[^/]+\\.service$' },
          GRAPHICAL,
        ],
      },
    },
    {
      id: 'guest-agent',
      severity: 'requirement',
      title: { en: 'The QEMU guest agent is installed', ru: 'Установлен гостевой агент QEMU' },
      reason: {
        en: 'The cloud sets passwords, and stops and snapshots machines, through the guest agent.',
        ru: 'Через гостевой агент облако задаёт пароли, останавливает машины и делает их снимки.',
      },
      remedy: {
        en: 'apt install -y qemu-guest-agent && systemctl unmask qemu-guest-agent',
        ru: 'apt install -y qemu-guest-agent && systemctl unmask qemu-guest-agent',
      },
      applies: LINUX,
      check: {
        check: 'all',
        of: [
          installed('qemu-guest-agent'),
          { check: 'file', paths: ['/usr/sbin/qemu-ga', '/usr/bin/qemu-ga'], expect: 'present' },
          {
            check: 'service',
            name: ['qemu-guest-agent.service', 'qemu-ga.service'],
            start: [...STARTS_UNIT],
          },
        ],
      },
    },
    {
      id: 'guest-agent-windows',
      severity: 'requirement',
      title: { en: 'The QEMU guest agent is installed', ru: 'Установлен гостевой агент QEMU' },
      reason: {
        en: 'The cloud sets passwords, and stops and snapshots machines, through the guest agent.',
        ru: 'Через гостевой агент облако задаёт пароли, останавливает машины и делает их снимки.',
      },
      remedy: {
        en: 'Install qemu-ga-x86_64.msi from the guest-agent folder of the virtio-win disk, and leave its service QEMU-GA on automatic.',
        ru: 'Установите qemu-ga-x86_64.msi из папки guest-agent диска virtio-win и оставьте у службы QEMU-GA автоматический запуск.',
      },
      applies: WINDOWS,
      check: {
        check: 'all',
        of: [
          { check: 'service', name: ['QEMU-GA'], start: [...STARTS_SERVICE] },
          {
            check: 'file',
            paths: ['C:/Program Files/Qemu-ga/qemu-ga.exe', 'C:/Program Files*/*/qemu-ga.exe'],
            expect: 'present',
          },
        ],
      },
    },
    {
      id: 'cloud-init',
      severity: 'requirement',
      title: { en: 'cloud-init is installed and not turned off', ru: 'cloud-init установлен и не отключён' },
      reason: {
        en: 'A new machine gets its name, users and network from cloud-init.',
        ru: 'От cloud-init новая машина получает имя, пользователей и сеть.',
      },
      remedy: {
        en: 'apt install -y cloud-init && rm -f /etc/cloud/cloud-init.disabled && systemctl unmask cloud-init',
        ru: 'apt install -y cloud-init && rm -f /etc/cloud/cloud-init.disabled && systemctl unmask cloud-init',
      },
      applies: LINUX,
      check: {
        check: 'all',
        of: [
          installed('cloud-init'),
          { check: 'file', paths: ['/etc/cloud/cloud-init.disabled'], expect: 'absent' },
          {
            check: 'content',
            paths: ['/boot/grub/grub.cfg', '/boot/grub2/grub.cfg', '/etc/default/grub'],
            pattern: 'cloud-init=disabled',
            expect: 'not-found',
            as: 'text',
          },
          {
            check: 'any',
            of: [
              {
                check: 'service',
                name: ['cloud-init.service', 'cloud-init-main.service', 'cloud-init-network.service'],
                start: [...STARTS_UNIT],
              },
              { check: 'file', paths: ['/etc/runlevels/*/cloud-init'], expect: 'present' },
            ],
          },
        ],
      },
    },
    {
      id: 'cloud-init-source',
      severity: 'requirement',
      title: { en: 'cloud-init looks for OpenStack', ru: 'cloud-init ищет источник данных OpenStack' },
      reason: {
        en: 'The cloud tells machines about themselves as OpenStack does, or by a configuration drive.',
        ru: 'Облако передаёт машинам сведения так, как это делает OpenStack, или через config drive.',
      },
      remedy: {
        en: 'Put "datasource_list: [ OpenStack, ConfigDrive, None ]" into /etc/cloud/cloud.cfg.d/90_datasources.cfg.',
        ru: 'Запишите «datasource_list: [ OpenStack, ConfigDrive, None ]» в /etc/cloud/cloud.cfg.d/90_datasources.cfg.',
      },
      applies: LINUX,
      check: {
        // Which of several lists counts depends on their order, so each has to name one; without any, all sources are tried.
        check: 'content',
        paths: ['/etc/cloud/cloud.cfg', '/etc/cloud/cloud.cfg.d/*.cfg'],
        pattern: `^datasource_list:[ \\t]*(?:\\[(?![^\\]]*\\b${SOURCE}\\b)|(?:#.*)?\\n(?!(?:[ \\t]*-.*\\n)*?[ \\t]*-[ \\t]*["']?${SOURCE}\\b))`,
        expect: 'not-found',
        as: 'text',
      },
    },
    {
      id: 'cloudbase-init',
      severity: 'requirement',
      title: { en: 'Cloudbase-Init is installed', ru: 'Установлен Cloudbase-Init' },
      reason: {
        en: 'A new machine gets its name, password and network from Cloudbase-Init.',
        ru: 'От Cloudbase-Init новая машина получает имя, пароль и сеть.',
      },
      remedy: {
        en: 'Install Cloudbase-Init (CloudbaseInitSetup_x64.msi) and leave its service cloudbase-init on automatic.',
        ru: 'Установите Cloudbase-Init (CloudbaseInitSetup_x64.msi) и оставьте у службы cloudbase-init автоматический запуск.',
      },
      applies: WINDOWS,
      check: {
        check: 'all',
        of: [
          { check: 'service', name: ['cloudbase-init'], start: [...STARTS_SERVICE] },
          {
            check: 'file',
            paths: ['C:/Program Files*/Cloudbase Solutions/Cloudbase-Init/bin/OpenStackService.exe'],
            expect: 'present',
          },
        ],
      },
    },
    {
      id: 'rdp',
      severity: 'recommendation',
      title: { en: 'RDP is installed', ru: 'Установлена поддержка RDP' },
      reason: FASTER_POOL,
      remedy: {
        en: 'apt install -y xrdp xorgxrdp && systemctl unmask xrdp && systemctl enable xrdp',
        ru: 'apt install -y xrdp xorgxrdp && systemctl unmask xrdp && systemctl enable xrdp',
      },
      applies: ASTRA,
      check: {
        check: 'all',
        of: [
          installed('xrdp'),
          installed('xorgxrdp'),
          { check: 'service', name: ['xrdp.service'], start: ['enabled'] },
        ],
      },
    },
    {
      id: 'rdp-windows',
      severity: 'recommendation',
      title: { en: 'Remote Desktop is turned on', ru: 'Удалённый рабочий стол включён' },
      reason: {
        en: 'Users connect to their desktops by RDP.',
        ru: 'Пользователи подключаются к рабочим столам по RDP.',
      },
      remedy: {
        en: 'Settings, System, Remote Desktop: on. Or: reg add "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server" /v fDenyTSConnections /t REG_DWORD /d 0 /f',
        ru: 'Параметры, Система, Удалённый рабочий стол: включить. Или: reg add "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server" /v fDenyTSConnections /t REG_DWORD /d 0 /f',
      },
      applies: WINDOWS,
      check: {
        check: 'all',
        of: [
          {
            check: 'registry',
            key: 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server',
            value: 'fDenyTSConnections',
            expect: 'present',
            equals: 0,
          },
          { check: 'service', name: ['TermService'], start: ['automatic', 'manual'] },
        ],
      },
    },
    {
      id: 'active-directory',
      severity: 'recommendation',
      title: { en: 'The client of Active Directory is installed', ru: 'Установлен клиент Active Directory' },
      reason: FASTER_POOL,
      remedy: { en: 'apt install -y astra-ad-sssd-client', ru: 'apt install -y astra-ad-sssd-client' },
      applies: ASTRA,
      check: installed('astra-ad-sssd-client'),
    },
    termideskPart('python3-termidesk-agent', '^4\\.'),
    termideskPart('termidesk-pcsc-vscard'),
    termideskPart('termidesk-video-agent'),
    termideskPart('spice-vdagent'),
    termideskPart('xserver-xorg-video-qxl'),
    {
      id: 'termidesk-agent-windows',
      severity: 'recommendation',
      title: { en: 'The Termidesk agent is installed', ru: 'Установлен агент Termidesk' },
      reason: TERMIDESK,
      remedy: {
        en: 'In Windows PowerShell:\nInvoke-WebRequest -Uri https://repos.termidesk.ru/windows/windows_x86_64/termidesk-agent_4.3.2.24030_x64.msi -OutFile $env:TEMP\\termidesk-agent.msi\nStart-Process msiexec -ArgumentList "/i `"$env:TEMP\\termidesk-agent.msi`" /qn" -Wait -NoNewWindow\nRemove-Item $env:TEMP\\termidesk-agent.msi',
        ru: 'В Windows PowerShell:\nInvoke-WebRequest -Uri https://repos.termidesk.ru/windows/windows_x86_64/termidesk-agent_4.3.2.24030_x64.msi -OutFile $env:TEMP\\termidesk-agent.msi\nStart-Process msiexec -ArgumentList "/i `"$env:TEMP\\termidesk-agent.msi`" /qn" -Wait -NoNewWindow\nRemove-Item $env:TEMP\\termidesk-agent.msi',
      },
      applies: WINDOWS,
      check: { check: 'package', matching: '^Termidesk\\b.*\\bAgent\\b' },
    },
    COMPLETE,
    { ...SHUT_DOWN, severity: 'recommendation' },
  ],
};
