import type { Messages } from '../i18n/messages.ts';
import type { en } from './en.ts';

export const ru: Messages<typeof en> = {
  'overview.title': 'Проект {{project}}',
  'overview.quotas': 'Квоты',
  'overview.images': 'Новые образы',
  'overview.allImages': 'Все образы',
  'overview.activity': 'Выполняется',
  'overview.firstSteps':
    'Начните с образа: загрузите диск машины или создайте исходную ВМ и установите на неё систему. Затем проверьте образ, откройте к нему доступ и опубликуйте.',
};
