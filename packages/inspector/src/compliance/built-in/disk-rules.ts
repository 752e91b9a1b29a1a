import type { Rule } from '../profile.ts';

/** Rules on the disk as a whole, which more than one profile has. */
export const SHUT_DOWN: Rule = {
  id: 'shut-down',
  severity: 'requirement',
  title: { en: 'The system was shut down', ru: 'Система была завершена' },
  reason: {
    en: 'The last changes of a system that was running or hibernating are not wholly on the disk; machines made of it begin with a repair, or resume a foreign session.',
    ru: 'Последние изменения работавшей или спящей системы не полностью записаны на диск; созданные из неё машины начинают с восстановления или продолжают чужой сеанс.',
  },
  remedy: {
    en: 'Shut the source machine down and take the image then; on Windows without fast start-up: shutdown /s /f /t 0, after powercfg /h off.',
    ru: 'Завершите работу исходной машины и снимите образ после этого; в Windows — без быстрого запуска: powercfg /h off, затем shutdown /s /f /t 0.',
  },
  check: { check: 'disk', expect: 'shut-down' },
};

export const COMPLETE: Rule = {
  id: 'complete-disk',
  severity: 'requirement',
  title: { en: 'The disk is there to its end', ru: 'Диск сохранён до конца' },
  reason: {
    en: 'What lies behind the end of a disk that was cut off is lost, and machines made of it fail sooner or later.',
    ru: 'То, что лежит за концом обрезанного диска, потеряно, и созданные из него машины рано или поздно откажут.',
  },
  remedy: {
    en: 'Take the image again: it was not copied to its end, or its disk was made smaller than what lies on it.',
    ru: 'Снимите образ заново: он скопирован не до конца, или диск уменьшили сильнее, чем позволяет его содержимое.',
  },
  check: { check: 'disk', expect: 'complete' },
};

export const READABLE: Rule = {
  id: 'readable-disk',
  severity: 'requirement',
  title: { en: 'All of the disk can be looked into', ru: 'Диск доступен для проверки целиком' },
  reason: {
    en: 'What lies on an encrypted or damaged part cannot be checked.',
    ru: 'Содержимое зашифрованной или повреждённой части проверить нельзя.',
  },
  remedy: {
    en: 'Take the encryption off before the image is taken, and repair the file systems (fsck, chkdsk).',
    ru: 'Снимите шифрование до создания образа и исправьте файловые системы (fsck, chkdsk).',
  },
  check: { check: 'disk', expect: 'readable' },
};
