import type { Messages } from '../i18n/messages.ts';
import type { en } from './en.ts';

export const ru: Messages<typeof en> = {
  'uploads.title': 'Загрузки',
  'uploads.running_one': 'Идёт {{count}} загрузка',
  'uploads.running_few': 'Идут {{count}} загрузки',
  'uploads.running_many': 'Идут {{count}} загрузок',
  'uploads.running_other': 'Идёт {{count}} загрузки',
  'uploads.expand': 'Показать загрузки',
  'uploads.collapse': 'Свернуть загрузки',
  'uploads.pause': 'Приостановить {{name}}',
  'uploads.resume': 'Продолжить {{name}}',
  'uploads.dismiss': 'Убрать {{name}} из списка',
  'uploads.cancel': 'Отменить {{name}}',
  'uploads.cancel.title': 'Отменить загрузку {{name}}?',
  'uploads.cancel.text': 'Всё загруженное будет удалено вместе с образом. Файл на вашем компьютере останется.',
  'uploads.cancel.action': 'Отменить загрузку',
  'uploads.chooseAgain': 'Выбрать файл снова',
  'uploads.beginning': 'Выясняем, что уже есть в сервисе…',
  'uploads.progress': '{{done}} из {{size}}',
  'uploads.speed': '{{speed}}/с',
  'uploads.left': 'осталось {{time}}',
  'uploads.seconds': '{{count}} с',
  'uploads.minutes': '{{count}} мин',
  'uploads.hours': '{{hours}} ч {{minutes}} мин',
  'uploads.paused': 'Приостановлена. Загруженное хранится сутки.',
  'uploads.finished': 'Готово: образ создан.',
  'uploads.elsewhere': 'Продолжается в другой вкладке этого браузера.',
  'uploads.without-file':
    'Страница была закрыта. Выберите файл {{file}} снова, и загрузка продолжится с того же места.',
  'uploads.otherProject': 'Продолжится, когда вы вернётесь в проект {{name}}.',
  'uploads.failed.other-file':
    'Это другой файл, не тот, с которого начиналась загрузка, или он с тех пор изменён. Выберите прежний {{file}}.',
  'uploads.failed.unreachable': 'Сервис не отвечает. Загруженное сохранено; продолжите, когда появится связь.',
  'uploads.failed.signed-out': 'Сеанс завершён. Войдите снова и продолжите.',
  'uploads.failed.unreadable': 'Файл {{file}} больше не читается: он изменён, перемещён или удалён.',
};
