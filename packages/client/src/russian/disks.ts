/** What the service says of partitions, registry hives and tools. */
export const disks = {
  'The 64-bit field at byte {} of a header holds an impossible number.':
    'В 64-битном поле заголовка на байте {} невозможное число.',
  'More than {} bytes come out of the {} file.': 'Из файла {2} распаковывается больше {1} байт.',
  'Far more comes out of the {} file than any disk image holds.':
    'Из файла {} распаковывается гораздо больше, чем бывает в образе диска.',
  'The file is not a sound {} file. Compare its checksum with the original, and send it again.':
    'Файл {} повреждён. Сверьте контрольную сумму с оригиналом и отправьте его снова.',
  'The file system keeps short files in inodes (inline_data), and is not changed.':
    'Файловая система хранит короткие файлы в inode (inline_data) и не изменяется.',
  '{} does not run; the package e2fsprogs has to be installed.': '{} не запускается; нужно установить пакет e2fsprogs.',
  '{} takes more than it may to read the file system.':
    'Чтение файловой системы программой {} требует больше отведённых ресурсов.',
  'There is no room on the disk of the service.': 'На диске сервиса нет места.',
  'The file system is damaged: let its own system check it (e2fsck -f) first.':
    'Файловая система повреждена: сначала проверьте её в её собственной системе (e2fsck -f).',
  'The logical volume is not linear: mirrors, pools and snapshots are not read.':
    'Логический том не линейный: зеркала, пулы и снимки не читаются.',
  'A physical volume of its group is not on this disk.': 'Физического тома этой группы на диске нет.',
  'The logical volume reaches past the end of its physical volume.': 'Логический том выходит за конец физического.',
  "The metadata of the LVM volume group can't be read: {}.": 'Метаданные группы томов LVM не читаются: {:word}.',
  'The LVM metadata is {} bytes long; {} are accepted.': 'Метаданные LVM занимают {1} байт; допускается {2}.',
  "The LVM physical volume can't be read: {}.": 'Физический том LVM не читается: {:word}.',
  "The metadata of the LVM volume group can't be used: {}.": 'Метаданные группы томов LVM непригодны: {:word}.',
  '{} cannot be started; is its package installed?': '{} не запускается; установлен ли пакет?',
  'The file is no registry hive.': 'Файл — не куст реестра.',
  'The registry hive ends within its first block.': 'Куст реестра обрывается в первом блоке.',
  'The first block of the registry hive does not match its checksum.':
    'Первый блок куста реестра не соответствует контрольной сумме.',
  'The registry hive has version {}.{}; 1.0 to 1.6 are known.':
    'Версия куста реестра — {1}.{2}; поддерживаются от 1.0 до 1.6.',
  'The file is a log of a registry hive, not the hive.': 'Файл — журнал куста реестра, а не сам куст.',
  'The registry hive should reach byte {}, but ends at {}.':
    'Куст реестра должен доходить до байта {1}, но кончается на {2}.',
  'The registry hive refers to a cell at {}, where none can be.':
    'Куст реестра ссылается на ячейку {}, где её быть не может.',
  'The cell at {} of the registry hive is free, or its size impossible.':
    'Ячейка {} куста реестра свободна, или её размер невозможен.',
  'The cell at {} of the registry hive is too short for its content.':
    'Ячейка {} куста реестра мала для своего содержимого.',
  'The registry hive has no key at {}, where one should be.': 'В кусте реестра нет ключа на {}, где он должен быть.',
  'The registry key at {} does not belong to the key that lists it.':
    'Ключ реестра на {} не принадлежит ключу, который его перечисляет.',
  'The registry key at {} does not have the {} keys it claims.': 'У ключа реестра на {1} нет заявленных {2} ключей.',
  'The list of keys at {} of the registry hive is nested too deeply.':
    'Список ключей на {} куста реестра вложен слишком глубоко.',
  'The registry hive has no list of keys at {}, where one should be.':
    'В кусте реестра нет списка ключей на {}, где он должен быть.',
  'The registry value {} is longer than its place.': 'Значение реестра {} длиннее своего места.',
  'The registry value {} is {} bytes long; {} are read.': 'Значение реестра {1} занимает {2} байт; читается до {3}.',
  'The registry hive does not hold all {} bytes of a value.': 'В кусте реестра нет всех {} байт значения.',
  'The registry hive has no value at {}, where one should be.':
    'В кусте реестра нет значения на {}, где оно должно быть.',
  'A disk of {} bytes is too large for this; export it as raw.':
    'Диск в {} байт слишком велик для этого; экспортируйте его в raw.',
  'An image of no bytes is no disk; export it as raw.': 'Пустой образ — не диск; экспортируйте его в raw.',
  'Choose qcow2, vhdx or raw for larger ones.': 'Для больших выберите qcow2, vhdx или raw.',
  'A disk of {} bytes does not fit into {}: {}. {}': 'Диск в {1} байт не помещается в {2}: {3:word}. {4}',
  'The VMDK would be larger than 2 TiB; choose qcow2, vhdx or raw.':
    'VMDK занял бы больше 2 ТиБ; выберите qcow2, vhdx или raw.',
};
