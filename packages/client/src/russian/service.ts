/** What the service says of the rest of the service. */
export const service = {
  'The audit log of a project is for its members, that of all for administrators.':
    'Журнал аудита проекта доступен его участникам, общий — администраторам.',
  'The token stands for no project.': 'Токен выдан не для проекта.',
  'The service is stopping; ask again in a moment.': 'Сервис останавливается; повторите запрос чуть позже.',
  'Too many people watch already.': 'Слишком много открытых подключений к ленте событий.',
  'Nobody waits for this any more.': 'Этого больше никто не ждёт.',
  'It was prepared as {}.': 'Подготовлено в формате {}.',
  'The log of the service has the reason.': 'Причина записана в журнале сервиса.',
  'The work was taken for dead; ask again.': 'Работа считалась прерванной; запросите её снова.',
  'The prepared file was damaged in the store; ask for it again.':
    'Подготовленный файл повредился в хранилище; запросите его снова.',
  'Image {} has no data yet.': 'В образе {} ещё нет данных.',
  'The project that owns image {} or asked for the export may give it up.':
    'Отказаться от файла может проект-владелец образа {} или тот, кто запросил экспорт.',
  'Nobody has asked for image {} as {}.': 'Образ {1} в формате {2} никто не запрашивал.',
  'POST {"format": "{}"} to /api/v1/images/{}/exports and wait until it is ready.':
    'Отправьте POST {"format": "{1}"} на /api/v1/images/{2}/exports и дождитесь готовности.',
  'The compressed file has to be prepared first: {}': 'Сжатый файл сначала нужно подготовить: {}',
  'The disk has to be taken out of the {} file first: {}': 'Диск сначала нужно извлечь из файла {1}: {2}',
  'It was given up; ask again.': 'От работы отказались; запросите её снова.',
  'It was interrupted {} times and given up.': 'Прервано раз: {}; больше попыток не будет.',
  'Only administrators may do this.': 'Это доступно только администраторам.',
  '{} belong to a project: ask for a token of one.': 'Нужен токен проекта: {:word} принадлежат проекту.',
  '{} are listed by those who have the role reader in a project.':
    'Этот список доступен тем, у кого есть роль reader в проекте: {:word}.',
  'The name of a key pair has 1 to 255 letters, digits, "_", "-", ".", "@" and spaces between them.':
    'В имени ключевой пары от 1 до 255 знаков: буквы, цифры, "_", "-", ".", "@" и пробелы между ними.',
  "Key pair '{}' already exists.": 'Ключевая пара «{}» уже есть.',
  'There are {} key pairs already; delete some first.': 'Ключевых пар уже {}; сначала удалите ненужные.',
  'Only administrators work with key pairs of others.': 'С чужими ключевыми парами работают только администраторы.',
  'Keypair {} not found for this user.': 'У этого пользователя нет ключевой пары {}.',
  'The public key has to be one line of OpenSSH, such as the file id_ed25519.pub: "ssh-ed25519 AAAA… name".':
    'Открытый ключ — одна строка OpenSSH, как в файле id_ed25519.pub: "ssh-ed25519 AAAA… имя".',
  'There is no operation {} for the list to go on after.': 'Операции {} нет, продолжить с неё список нельзя.',
  'It has ended already.': 'Операция уже завершена.',
  'It has not ended yet.': 'Операция ещё не завершена.',
  'It has succeeded: there is nothing to be done again.': 'Операция завершилась успешно, повторять нечего.',
  'This takes the role member in its project.': 'Для этого нужна роль member в проекте операции.',
  'Half of this would leave the disk or the machine unusable: wait for its end.':
    'Прерванная на половине, эта операция повредит диск или машину. Дождитесь её завершения.',
  'Others may wait for the same disk. Delete the images that have this content, if nobody needs it.':
    'Этот диск могут ждать и другие операции. Если он никому не нужен, удалите образы с этим содержимым.',
  'The data that had come were given up with it: send them again.':
    'Полученные данные удалены вместе с операцией: отправьте их снова.',
  'Secrets are kept nowhere: run the recipe again, with them.':
    'Секреты нигде не хранятся: запустите рецепт снова и передайте их.',
  'Start it again where it was started, on what it was done to.':
    'Запустите операцию заново там, где она была запущена, — на странице её объекта.',
  'Only an administrator sees the operations of all projects.': 'Операции всех проектов видит только администратор.',
  'Operations are shown to those who have a role on the project.': 'Операции видят те, у кого есть роль в проекте.',
  'Only administrators set quotas; ask one for more.': 'Квоты задают только администраторы; обратитесь к ним.',
  'The limit of {} has to be a whole number, or {} for none.':
    'Ограничение {1} — целое число или {2}, если без ограничения.',
};
