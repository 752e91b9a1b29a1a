import type { en } from './en.ts';
import type { Messages } from './messages.ts';

export const ru: Messages<typeof en> = {
  'app.name': 'Ingot',
  'app.menu': 'Разделы',
  'app.language': 'Язык',
  'app.theme': 'Тема',
  'app.theme.light': 'Светлая',
  'app.theme.dark': 'Тёмная',
  'app.theme.system': 'Как в системе',
  'app.skip': 'К содержимому',
  'app.notFound.title': 'Такой страницы нет',
  'app.notFound.text': 'Возможно, в адресе опечатка или то, на что он указывал, уже удалено.',
  'app.notFound.home': 'К образам',

  'error.retry': 'Повторить',
  'error.unreachable.title': 'Сервис не отвечает',
  'error.unreachable.text': 'Проверьте подключение. Начатые операции продолжаются, если это возможно.',
  'error.request': 'Запрос {{id}}',

  'session.title': 'Вход',
  'session.user': 'Пользователь',
  'session.password': 'Пароль',
  'session.domain': 'Домен',
  'session.submit': 'Войти',
  'session.wrong': 'Неверное имя или пароль.',
  'session.ended': 'Сеанс завершён. Войдите, чтобы продолжить с того же места.',
  'session.account': 'Учётная запись',
  'session.signOut': 'Выйти',
  'session.project': 'Проект',
  'session.elsewhere.title': 'Пользователи и проекты хранятся в Keystone',
  'session.elsewhere.text':
    'Учётные записи, пароли, проекты и роли меняют там, например в Horizon или командой openstack. Адрес: {{url}}',

  'form.more': 'Дополнительные параметры',

  'word.yes': 'Да',
  'word.no': 'Нет',
  'word.none': '—',

  'section.overview': 'Обзор',
  'section.images': 'Образы',
  'section.ofImages': 'Всё об образах',
  'section.allImages': 'Все образы',
  'section.offers': 'Доступные мне',
  'section.trash': 'Корзина',
  'section.administration': 'Администрирование',
  'section.activity': 'Активность',
  'section.sourceVms': 'Исходные ВМ',
  'section.desktopImages': 'Образы рабочих столов',
  'section.publications': 'Публикации',
  'section.recipes': 'Рецепты',
  'section.disks': 'Диски',
  'section.snapshots': 'Снимки',
  'section.flavors': 'Конфигурации',
  'section.imagePools': 'Пулы образов',

  'unit.mib': 'МиБ',
  'unit.gib': 'ГиБ',

  'word.actions': 'Действия',
  'word.actionsOf': 'Действия: {{name}}',

  'dialog.cancel': 'Отмена',
  'dialog.confirm': 'Подтвердить',
  'dialog.close': 'Закрыть',
};
