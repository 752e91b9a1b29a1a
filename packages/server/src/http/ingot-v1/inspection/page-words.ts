import type { Language, Outcome, Sight, Verdict } from '@ingot/inspector';
import type { ReportState } from '../../../inspection/index.ts';

/** What the page says by itself; what rules say is in the profiles. */
export interface PageWords {
  readonly title: string;
  readonly image: string;
  readonly disk: string;
  readonly made: string;
  readonly system: string;
  readonly architecture: string;
  readonly parts: string;
  readonly packages: string;
  readonly unknown: string;
  readonly free: string;
  readonly contradictions: string;
  readonly found: string;
  readonly remedy: string;
  readonly because: string;
  readonly attachments: string;
  readonly requirement: string;
  readonly recommendation: string;
  readonly status: Readonly<Record<ReportState['status'], string>>;
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly sight: Readonly<Record<Sight, string>>;
}

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    title: 'Report on an image',
    image: 'Image',
    disk: 'Disk',
    made: 'Made',
    system: 'System',
    architecture: 'Architecture',
    parts: 'Parts of the disk',
    packages: 'Packages',
    unknown: 'not known',
    free: 'free',
    contradictions: 'Properties of the image that are not so on its disk',
    found: 'found:',
    remedy: 'What to do',
    because: 'Not known because',
    attachments: 'What the boot showed',
    requirement: 'required',
    recommendation: 'recommended',
    status: { waiting: 'waits', running: 'is being made', done: 'done', failed: 'failed', cancelled: 'cancelled' },
    verdict: { pass: 'passed', fail: 'failed', unknown: 'not known' },
    outcome: {
      pass: 'met',
      fail: 'not met',
      warn: 'not followed',
      unknown: 'not known',
      'not-applicable': 'does not apply',
    },
    sight: {
      there: 'is there',
      missing: 'is not there',
      'not-empty': 'is not empty',
      link: 'is a link',
      'no-match': 'is different',
      installed: 'is installed',
      'not-installed': 'is not installed',
      'half-installed': 'is not wholly installed',
      'wrong-version': 'has another version',
      starts: 'starts by itself',
      'does-not-start': 'does not start by itself',
      'no-service': 'there is no such service',
      value: 'has a value',
      'no-value': 'has no value',
      system: 'is the system',
      encrypted: 'is encrypted',
      unreadable: 'cannot be read',
      'cut-off': 'goes on behind the end of the disk',
      'left-in-use': 'was not shut down cleanly',
      hibernated: 'is hibernated',
      'file-type': 'is the file type',
      answers: 'answers',
      'no-answer': 'does not answer',
      finished: 'has finished',
      failed: 'has failed',
      refused: 'says no',
      text: 'has such a text',
      'machine-id': 'has the id of a machine',
      'private-key': 'has a private key',
      'public-key': 'has a key that may sign in',
      'access-token': 'has an access token',
      password: 'has a password',
      'password-hash': 'has the hash of a password',
      'empty-password': 'has an account without a password',
      'hardware-address': 'names a network card by its address',
      lease: 'has a lease of an address',
    },
  },
  ru: {
    title: 'Отчёт об образе',
    image: 'Образ',
    disk: 'Диск',
    made: 'Создан',
    system: 'Система',
    architecture: 'Архитектура',
    parts: 'Разделы диска',
    packages: 'Пакеты',
    unknown: 'неизвестно',
    free: 'свободно',
    contradictions: 'Свойства образа, которые не соответствуют его диску',
    found: 'найдено:',
    remedy: 'Что сделать',
    because: 'Неизвестно, потому что',
    attachments: 'Что показал запуск',
    requirement: 'обязательно',
    recommendation: 'рекомендуется',
    status: { waiting: 'ожидает', running: 'выполняется', done: 'готов', failed: 'ошибка', cancelled: 'отменён' },
    verdict: { pass: 'пройден', fail: 'не пройден', unknown: 'неизвестно' },
    outcome: {
      pass: 'выполнено',
      fail: 'не выполнено',
      warn: 'не соблюдено',
      unknown: 'неизвестно',
      'not-applicable': 'не относится',
    },
    sight: {
      there: 'присутствует',
      missing: 'отсутствует',
      'not-empty': 'не пуст',
      link: 'является ссылкой',
      'no-match': 'отличается',
      installed: 'установлен',
      'not-installed': 'не установлен',
      'half-installed': 'установлен не полностью',
      'wrong-version': 'другой версии',
      starts: 'запускается сам',
      'does-not-start': 'сам не запускается',
      'no-service': 'такой службы нет',
      value: 'имеет значение',
      'no-value': 'не имеет значения',
      system: 'является системой',
      encrypted: 'зашифрован',
      unreadable: 'не читается',
      'cut-off': 'продолжается за концом диска',
      'left-in-use': 'не был отключён корректно',
      hibernated: 'в гибернации',
      'file-type': 'является типом файла',
      answers: 'отвечает',
      'no-answer': 'не отвечает',
      finished: 'завершён',
      failed: 'завершился ошибкой',
      refused: 'отказывает',
      text: 'содержит такой текст',
      'machine-id': 'содержит идентификатор машины',
      'private-key': 'содержит закрытый ключ',
      'public-key': 'содержит ключ для входа',
      'access-token': 'содержит токен доступа',
      password: 'содержит пароль',
      'password-hash': 'содержит хеш пароля',
      'empty-password': 'содержит учётную запись без пароля',
      'hardware-address': 'закрепляет сетевую карту по адресу',
      lease: 'содержит аренду адреса',
    },
  },
};
