import type { Messages } from '../i18n/messages.ts';
import type { en } from './en.ts';

export const ru: Messages<typeof en> = {
  'account.title': 'Учётная запись',
  'account.roles': 'Роли',
  'account.expires': 'Вход действует до',
  'account.password': 'Пароль',
  'account.password.original': 'Текущий пароль',
  'account.password.new': 'Новый пароль',
  'account.password.hint': 'Все ваши сеансы завершатся, нужно будет войти снова.',
  'account.password.change': 'Сменить пароль',
  'account.credentials': 'Ключи приложений',
  'account.credentials.text':
    'С ними программы входят вместо вашего пароля: в этом проекте, с вашими ролями, пока ключ не удалён.',
  'account.credentials.create': 'Создать',
  'account.credentials.create.title': 'Создание ключа приложения',
  'account.credentials.name': 'Имя',
  'account.credentials.description': 'Описание',
  'account.credentials.lifetime': 'Срок действия',
  'account.credentials.expires': 'Действует до',
  'account.credentials.never': 'Пока не удалён',
  'account.credentials.days_one': '{{count}} день',
  'account.credentials.days_few': '{{count}} дня',
  'account.credentials.days_many': '{{count}} дней',
  'account.credentials.days_other': '{{count}} дня',
  'account.credentials.made': 'Ключ {{name}} создан',
  'account.credentials.once': 'Скопируйте сейчас: секрет больше не будет показан.',
  'account.credentials.delete': 'Удалить',
  'account.credentials.delete.title': 'Удалить {{name}}?',
  'account.credentials.delete.text': 'Программы, которые им пользуются, больше не смогут войти.',
  'account.copy': 'Скопировать {{name}}',
};
