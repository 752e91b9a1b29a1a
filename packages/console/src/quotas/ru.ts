import type { Messages } from '../i18n/messages.ts';
import type { en } from './en.ts';

export const ru: Messages<typeof en> = {
  'quota.images': 'Образы',
  'quota.imageBytes': 'Объём образов',
  'quota.optimizedImages': 'Оптимизированные образы',
  'quota.volumes': 'Диски',
  'quota.snapshots': 'Снимки',
  'quota.volumeGib': 'Объём дисков',
  'quota.largestVolumeGib': 'Наибольший диск',
  'quota.machines': 'ВМ',
  'quota.vcpus': 'vCPU',
  'quota.memoryMib': 'Память',
  'quota.of': '{{usage}} из {{limit}}',
  'quota.unlimited': '{{usage}}, без ограничения',
  'quota.edit': 'Квоты',
  'quota.edit.title': 'Квоты проекта {{name}}',
  'quota.hint': 'Занято: {{usage}}. -1 — без ограничения.',
  'quota.save': 'Сохранить',
};
