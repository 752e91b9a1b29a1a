/** What the service says of flavors. */
export const flavors = {
  'The name of a flavor has 1 to 63 letters, digits and ". - _ " between them.':
    'В имени конфигурации от 1 до 63 знаков: буквы, цифры и «. - _ » между ними.',
  'The {} has 1 to {} characters, none of them a control character.':
    'В поле «{1:word}» должно быть от 1 до {2} знаков, без управляющих.',
  '{} has to be a whole number from {} to {}.': '{1} — целое число от {2} до {3}.',
  'The architecture has to be one of {}.': 'Архитектура должна быть одной из: {}.',
  'The types of desktops are {}.': 'Типы рабочих столов: {}.',
  'Flavor {} does not fit: {}': 'Конфигурация {1} не подходит: {2}',
  'There are {} flavors already; delete some first.': 'Конфигураций уже {}; сначала удалите ненужные.',
  'Only administrators change the flavors of everybody; make a flavor of your project.':
    'Общие конфигурации меняют только администраторы; создайте конфигурацию своего проекта.',
  'This takes the role reader in project {}.': 'Для этого нужна роль reader в проекте {}.',
  'This takes the role member in project {}.': 'Для этого нужна роль member в проекте {}.',
  'Flavor {} is part of the product and stays as it is; make one of your own.':
    'Конфигурация {} входит в поставку и не изменяется; создайте свою.',
  'Only administrators make flavors for everybody; make one for your project.':
    'Общие конфигурации создают только администраторы; создайте конфигурацию для своего проекта.',
  'A flavor belongs to a project: ask for a token of one.':
    'Конфигурация принадлежит проекту: запросите токен проекта.',
  'Flavor {} could not be found.': 'Конфигурация {} не найдена.',
  'There is a flavor named {} already; choose another name.': 'Конфигурация с именем {} уже есть; выберите другое имя.',
  'The image is for {}, the flavor for {}.': 'Образ для архитектуры {1}, а конфигурация — для {2}.',
  'The image needs a disk of {} GiB, the flavor has {} GiB.': 'Образу нужен диск {1} ГиБ, в конфигурации — {2} ГиБ.',
  'The disk of the image has {} GiB, that of the flavor {} GiB.': 'Диск образа — {1} ГиБ, а в конфигурации — {2} ГиБ.',
  'The image needs {} MiB of memory, the flavor has {} MiB.': 'Образу нужно {1} МиБ памяти, в конфигурации — {2} МиБ.',
  'The flavor is for {}, not for {}.': 'Конфигурация предназначена для {1:word}, а не для {2}.',
  '{} desktops run on x86_64 endpoints only.': 'Рабочие столы {} работают только на терминалах x86_64.',
  'The host runs {}, not {}.': 'Узел поддерживает {1}, но не {2}.',
  'The flavor has {} processors, the host {}.': 'В конфигурации процессоров: {1}, на узле: {2}.',
  'The flavor has {} MiB of memory, the host {} MiB.': 'В конфигурации {1} МиБ памяти, на узле — {2} МиБ.',
  'The endpoint is {}, the flavor {}.': 'Архитектура терминала — {1}, конфигурации — {2}.',
  'The flavor is for {}, the endpoint reports {}.': 'Конфигурация для модели {1}, а терминал сообщает {2}.',
  'The flavor has {} processors, the endpoint {}.': 'В конфигурации процессоров: {1}, у терминала: {2}.',
  'The flavor has {} MiB of memory, the endpoint {} MiB.': 'В конфигурации {1} МиБ памяти, у терминала — {2} МиБ.',
  'The disk of the endpoint is {} MiB too small.': 'Диск терминала меньше нужного на {} МиБ.',
};
