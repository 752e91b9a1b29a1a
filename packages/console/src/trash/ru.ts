import type { Messages } from '../i18n/messages.ts';
import type { en } from './en.ts';

export const ru: Messages<typeof en> = {
  'trash.empty.title': 'Корзина пуста',
  'trash.empty.text': 'Удалённые образы какое-то время лежат здесь, и их можно вернуть.',
  'trash.deleted': 'Удалён',
  'trash.until': 'Хранится до',
  'trash.restore': 'Восстановить',
  'trash.restoreOne': 'Восстановить: {{name}}',
  'trash.restored': '{{name}} восстановлен',
  'trash.purge': 'Удалить навсегда',
  'trash.purgeOne': 'Удалить навсегда: {{name}}',
  'trash.purge.title': 'Удалить {{name}} навсегда?',
  'trash.purge.text':
    'Вернуть образ будет нельзя. Из его {{bytes}} освободится то, чего нет в других образах и дисках.',
};
