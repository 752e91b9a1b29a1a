/** What the service says of the store and the database. */
export const storage = {
  'A text may not contain the character U+0000.': 'В тексте не может быть символа U+0000.',
  'The database has no room left.': 'В базе данных не осталось места.',
  'The database cannot be reached at the moment; try again.': 'База данных сейчас недоступна; повторите попытку.',
  '{} cannot be flushed: see to the disk, then restart the service. Nothing that was acknowledged is lost.':
    'Не удаётся записать {} на диск: проверьте диск и перезапустите сервис. Подтверждённые данные не потеряны.',
  'The store has packs sealed with the key {}, but store.encryption.key-files or store.encryption.key-command gives {}; add that key.':
    'В хранилище есть файлы, зашифрованные ключом {1}, но store.encryption.key-files или store.encryption.key-command дают {2}; добавьте этот ключ.',
  '{}, which must hold {}.': '{1}, где должно быть {2}.',
  'What image {} takes is shown to the project that owns it only.':
    'Занятое образом {} место видно только проекту-владельцу.',
  'Compression is turned off: store.compression-level is 0.': 'Сжатие выключено: store.compression-level равен 0.',
  'It is not JSON.': 'Это не JSON.',
  'It has the version {}; this is a reader of version {}.': 'Версия — {1}; поддерживается {2}.',
  'It is not a label.': 'Это не этикетка.',
  'It names what cannot be.': 'Названо невозможное.',
  'Pack {} with {} chunks is not in the store any more.': 'Файла хранилища {1} с блоками ({2}) больше нет.',
  'Pack {} is passed over: {}.': 'Файл хранилища {1} пропущен: {2}.',
  '{} does not come back: {}.': '{1} не восстановлен: {2}.',
  'There is no key to seal with: give store.encryption.key-files, and restart.':
    'Нет ключа шифрования: укажите store.encryption.key-files и перезапустите сервис.',
  'A {} is under way already; wait for its end, or cancel it.':
    'Такое обслуживание уже идёт ({:word}); дождитесь его окончания или отмените.',
  'Only administrators may look after the store.': 'Хранилище обслуживают только администраторы.',
  '{} If the original is sound, upload it again.': '{} Если оригинал исправен, загрузите его снова.',
  'The compressed data at byte {} of the image cannot be unpacked.':
    'Сжатые данные на байте {} образа не распаковываются.',
  'It has {} bytes, not the {} noted.': 'Занимает {1} байт, а записано {2}.',
  'The database places chunks of this pack elsewhere than the pack itself.':
    'В базе данных блоки этого файла хранилища лежат не там, где в самом файле.',
  'Stored bytes are not what was stored; the chunks are quarantined.':
    'Сохранённые байты — не те, что сохраняли; блоки выведены из работы.',
  'Stored bytes that nothing is served from are damaged.': 'Повреждены сохранённые байты, которые никому не нужны.',
  'Header, index or footer cannot be used: {}.': 'Заголовок, индекс или концевик непригоден: {}.',
  'The pack is not in the store; its chunks are quarantined.': 'Файла в хранилище нет; его блоки выведены из работы.',
  'The database knows nothing of this pack, as after it was restored from an older copy.':
    'База данных не знает этого файла, как бывает после восстановления из старой копии.',
};
