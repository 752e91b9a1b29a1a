/** What the service says of file systems. */
export const fileSystems = {
  'The Btrfs checksum type {} is not supported; CRC-32C and SHA-256 are.':
    'Контрольные суммы Btrfs типа {} не поддерживаются; поддерживаются CRC-32C и SHA-256.',
  'A chunk of Btrfs has no room for its places.': 'В блоке Btrfs нет места для его расположений.',
  'The Btrfs file system has chunks made for several devices.':
    'В файловой системе Btrfs есть блоки для нескольких устройств.',
  'A chunk of Btrfs lies on another device.': 'Блок Btrfs лежит на другом устройстве.',
  'A chunk of Btrfs lies nowhere.': 'Блок Btrfs нигде не лежит.',
  'The system chunks of Btrfs are damaged.': 'Системные блоки Btrfs повреждены.',
  'The Btrfs compression {} is not known.': 'Сжатие Btrfs {} неизвестно.',
  'A compressed extent of Btrfs is damaged.': 'Сжатый экстент Btrfs повреждён.',
  'An LZO extent of Btrfs has no room for its length.': 'В экстенте LZO файловой системы Btrfs нет места для длины.',
  'A piece of an LZO extent of Btrfs goes past its end.':
    'Часть экстента LZO файловой системы Btrfs выходит за его конец.',
  'A compressed extent lies nowhere.': 'Сжатый экстент нигде не лежит.',
  'A name in a directory of Btrfs is damaged.': 'Имя в каталоге Btrfs повреждено.',
  'An extent of a file on Btrfs is damaged.': 'Экстент файла на Btrfs повреждён.',
  'The content of the file is encrypted or encoded in an unknown way.':
    'Содержимое файла зашифровано или закодировано неизвестным способом.',
  'A compressed extent claims to unpack to {} bytes.': 'Сжатый экстент якобы распаковывается в {} байт.',
  'A compressed extent is longer than what it unpacks to.': 'Сжатый экстент длиннее того, что из него распаковывается.',
  'The Btrfs file system has {} bytes, but only {} are there: it was cut off.':
    'Файловая система Btrfs занимает {1} байт, но есть только {2}: она обрезана.',
  'Btrfs has no inode {}.': 'В Btrfs нет inode {}.',
  'An LZO stream is damaged.': 'Поток LZO повреждён.',
  'A node of a Btrfs tree {}.': 'Узел дерева Btrfs неисправен: {:word}.',
  'The top of subvolume {} is no directory.': 'Вершина подтома {} — не каталог.',
  'A name in a directory of Btrfs stands for nothing.': 'Имя в каталоге Btrfs ни на что не указывает.',
  'The target of a symbolic link is {} bytes long.': 'Цель символической ссылки занимает {} байт.',
  'Btrfs has no subvolume {}.': 'В Btrfs нет подтома {}.',
  'There is no room for a superblock of Btrfs.': 'Для суперблока Btrfs нет места.',
  'The Btrfs file system uses features that are not known (0x{}).':
    'Файловая система Btrfs использует неизвестные возможности (0x{}).',
  'The Btrfs file system is a dump of metadata without the content of files.':
    'Файловая система Btrfs — копия метаданных без содержимого файлов.',
  'The Btrfs file system spreads over {} devices.': 'Файловая система Btrfs лежит на нескольких устройствах: {}.',
  'The superblock of Btrfs has {}.': 'Неисправен суперблок Btrfs: {:word}.',
  'A Btrfs tree claims {} levels.': 'В дереве Btrfs якобы {} уровней.',
  'A node of a Btrfs tree holds other keys than its parent says.':
    'В узле дерева Btrfs не те ключи, что указаны в родительском.',
  'No chunk of Btrfs holds the {} bytes at the address {}.': 'Ни в одном блоке Btrfs нет {1} байт по адресу {2}.',
  'The checksum of the tree node {} of Btrfs is wrong.': 'Неверна контрольная сумма узла {} дерева Btrfs.',
  'A zstd frame in an extent of Btrfs is cut.': 'Кадр zstd в экстенте Btrfs обрезан.',
  'A run of a file has no length.': 'У отрезка файла нет длины.',
  'Inode {} is longer than its block map.': 'Inode {} длиннее своей карты блоков.',
  'Inode {} is encrypted.': 'Inode {} зашифрован.',
  'The names in directory {} are encrypted.': 'Имена в каталоге {} зашифрованы.',
  'Directory {} claims {} bytes.': 'Каталог {1} якобы занимает {2} байт.',
  'Directory {} is damaged.': 'Каталог {} повреждён.',
  'The extent tree of inode {} is damaged.': 'Дерево экстентов inode {} повреждено.',
  'Extents of inode {} overlap or are out of order.': 'Экстенты inode {} перекрываются или стоят не по порядку.',
  'The root of the ext file system is no directory.': 'Корень файловой системы ext — не каталог.',
  'The target of link {} claims {} bytes.': 'Цель ссылки {1} якобы занимает {2} байт.',
  'The data in inode {} are damaged.': 'Данные в inode {} повреждены.',
  'Inode {} is compressed.': 'Inode {} сжат.',
  'Inode {} claims {} bytes of further fields.': 'В inode {1} якобы {2} байт дополнительных полей.',
  'Inode {} claims {} bytes.': 'Inode {1} якобы занимает {2} байт.',
  'The ext file system has unknown features (0x{}).': 'У файловой системы ext неизвестные возможности (0x{}).',
  'The superblock of the ext file system is damaged: {}.': 'Суперблок файловой системы ext повреждён: {:word}.',
  'The ext file system has {} bytes, but only {} are there: it was cut off.':
    'Файловая система ext занимает {1} байт, но есть только {2}: она обрезана.',
  'The {} should lie at block {}; the file system has {}.':
    'Нет на месте: {1:word}, блок {2}; в файловой системе блоков {3}.',
  'There is no inode {} in a file system of {}.': 'Inode {1} нет: в файловой системе их {2}.',
  'Inode {} is in a group of which none is used.': 'Inode {} — из группы, в которой занятых нет.',
  'The FAT file system has no room for files.': 'В файловой системе FAT нет места для файлов.',
  'The FAT file system has {} clusters.': 'В файловой системе FAT кластеров: {}.',
  'The FAT32 file system has an unknown version.': 'Версия файловой системы FAT32 неизвестна.',
  'A file claims {} bytes, more than the FAT file system has.':
    'Файл якобы занимает {} байт — больше, чем вся файловая система FAT.',
  'A file is longer than its chain of clusters.': 'Файл длиннее своей цепочки кластеров.',
  'A directory has no end.': 'У каталога нет конца.',
  'A name in a directory is impossible.': 'Недопустимое имя в каталоге.',
  'There is no FAT file system here.': 'Файловой системы FAT здесь нет.',
  'The FAT file system has {} bytes, but only {} are there.':
    'Файловая система FAT занимает {1} байт, но есть только {2}.',
  'There is no cluster {} in a FAT file system of {}.': 'Кластера {1} нет: в файловой системе FAT их {2}.',
  'The FAT file system is too large to count its free clusters.':
    'Файловая система FAT слишком велика, чтобы сосчитать свободные кластеры.',
  'A list of attributes of the NTFS volume is damaged.': 'Список атрибутов тома NTFS повреждён.',
  'It is compressed in units of {} bytes, which NTFS does not do.':
    'Файл сжат отрезками по {} байт, чего в NTFS не бывает.',
  'An attribute in a record of the NTFS volume reaches past its end.':
    'Атрибут в записи тома NTFS выходит за её конец.',
  'A directory of the NTFS volume has no index.': 'У каталога тома NTFS нет индекса.',
  'A directory of the NTFS volume has an index of another kind.': 'У каталога тома NTFS индекс другого вида.',
  'A directory of the NTFS volume lacks its nodes.': 'У каталога тома NTFS нет узлов.',
  'A node of a directory of NTFS is damaged.': 'Узел каталога NTFS повреждён.',
  'A directory of the NTFS volume goes in circles, or has too many names.':
    'Каталог тома NTFS зациклен, или в нём слишком много имён.',
  'A directory of the NTFS volume is damaged.': 'Каталог тома NTFS повреждён.',
  'A list of clusters of the NTFS volume has a gap.': 'В списке кластеров тома NTFS пробел.',
  'A file of the NTFS volume has more than {} pieces.': 'Файл тома NTFS состоит больше чем из {} частей.',
  'A file of the NTFS volume is longer than its clusters.': 'Файл тома NTFS длиннее своих кластеров.',
  'Record {} of the NTFS volume is damaged.': 'Запись {} тома NTFS повреждена.',
  'Record {} of the NTFS volume is not in use, but referred to.':
    'Запись {} тома NTFS свободна, но на неё есть ссылка.',
  'Record {} of the NTFS volume has no place for its attributes.': 'В записи {} тома NTFS нет места для атрибутов.',
  'The map of clusters of the NTFS volume is shorter than the volume.': 'Карта кластеров тома NTFS короче тома.',
  'The map of clusters of the NTFS volume has {} bytes.': 'Карта кластеров тома NTFS занимает {} байт.',
  'No NTFS volume starts here.': 'Том NTFS здесь не начинается.',
  'The NTFS volume claims {} of {} bytes, which the format does not have.':
    'Неисправен том NTFS: {1:word} — {2} байт, чего в этом формате не бывает.',
  'Compressed data of the NTFS volume are damaged.': 'Сжатые данные тома NTFS повреждены.',
  'The NTFS volume has an impossible list of clusters.': 'У тома NTFS невозможный список кластеров.',
  'The master file table of the NTFS volume does not say where it is.':
    'В главной таблице файлов тома NTFS не сказано, где она лежит.',
  'It is encrypted (EFS).': 'Файл зашифрован (EFS).',
  'A list of attributes of the NTFS volume has {} bytes.': 'Список атрибутов тома NTFS занимает {} байт.',
  'Record {} of the NTFS volume is not what it is referred to as.':
    'Запись {} тома NTFS — не то, чем её называет ссылка.',
  'It is kept by {}, which is not read.': 'Файл хранится средствами {:word}, они не поддерживаются.',
  'A file of the NTFS volume has no data.': 'У файла тома NTFS нет данных.',
  'A file of the NTFS volume has no times.': 'У файла тома NTFS нет времени изменения.',
  'The root of the NTFS volume is no directory.': 'Корень тома NTFS — не каталог.',
  'The NTFS volume has {} bytes, but only {} are there: it was cut off.':
    'Том NTFS занимает {1} байт, но есть только {2}: он обрезан.',
  'A reparse point of the NTFS volume is damaged.': 'Точка повторного анализа тома NTFS повреждена.',
  'The NTFS volume has no table of upper case letters.': 'У тома NTFS нет таблицы прописных букв.',
  'The NTFS volume says nothing of itself.': 'Том NTFS ничего о себе не сообщает.',
  'Nothing of it is on the disk.': 'На диске от него ничего нет.',
  'It carries the marks of several file systems: {}.': 'Есть признаки нескольких файловых систем: {}.',
  'It holds {}, which is not read.': 'Внутри {:word}, такое не читается.',
  'No known file system begins here.': 'Известная файловая система здесь не начинается.',
  'A file has the unknown mode 0{}.': 'У файла неизвестный режим 0{}.',
  'The {} should lie at byte {}, but the disk has {} bytes.':
    'Нет на месте: {1:word}, байт {2}; размер диска — {3} байт.',
  'A path has too many components.': 'В пути слишком много частей.',
  'A path leads over more than {} links.': 'Путь идёт больше чем через {} ссылок.',
  'The checksum of the {} is wrong.': 'Неверна контрольная сумма: {:word}.',
  'The data of the file lies on a realtime device, which the image does not hold.':
    'Данные файла лежат на устройстве реального времени, которого в образе нет.',
  'Inode {} should have blocks of data, but has none.': 'У inode {} должны быть блоки данных, но их нет.',
  'There is no block of {} where one should be.': 'Нет блока на месте: {:word}.',
  'An entry of {} goes past its block.': 'Запись выходит за пределы блока: {:word}.',
  'A name in {} is damaged.': 'Повреждено имя: {:word}.',
  'The extents of directory {} are not in order.': 'Экстенты каталога {} стоят не по порядку.',
  'Directory {} is too large to be listed.': 'Каталог {} слишком велик, чтобы показать его содержимое.',
  'A tree of extents has no room for its root.': 'В дереве экстентов нет места для корня.',
  'A tree of extents has {} levels.': 'В дереве экстентов {} уровней.',
  'There is no {} where one should be.': 'Нет на месте: {:word}.',
  'A node of a tree of extents claims {} records; it has room for {}.':
    'В узле дерева экстентов якобы {1} записей, а места — на {2}.',
  'XFS of version {} is not supported; 4 and 5 with new directories are.':
    'XFS версии {} не поддерживается; поддерживаются 4 и 5 с новыми каталогами.',
  'The XFS file system uses incompatible features that are not known (0x{}).':
    'Файловая система XFS использует неизвестные несовместимые возможности (0x{}).',
  'There is no {}.': 'Отсутствует {:word}.',
  'Another inode lies in the place of {}.': 'На этом месте другой inode: {:word}.',
  'An XFS inode has the unknown format {}.': 'У inode XFS неизвестный формат {}.',
  'An XFS inode claims {} extents, more than it has room for.':
    'В inode XFS якобы {} экстентов — больше, чем помещается.',
  'Inode {} should be a directory.': 'Inode {} должен быть каталогом.',
  'A directory in an inode claims more entries than it has.': 'В каталоге внутри inode записей меньше, чем заявлено.',
  'A name in a directory in an inode is damaged.': 'Имя в каталоге внутри inode повреждено.',
  'There is no superblock of XFS.': 'Суперблока XFS нет.',
  'The XFS file system was never completed: its making or copying was interrupted.':
    'Файловая система XFS не завершена: её создание или копирование прервали.',
  'The XFS file system has {} bytes, but only {} are there: it was cut off.':
    'Файловая система XFS занимает {1} байт, но есть только {2}: она обрезана.',
  'The superblock of XFS gives {}.': 'Неисправен суперблок XFS: {:word}.',
  'The target of {} is {} bytes long.': 'Цель ссылки ({1:word}) занимает {2} байт.',
  'The target of {} has a hole.': 'В цели ссылки ({:word}) есть пробел.',
  'A block of {} is damaged.': 'Повреждён блок: {:word}.',
  'XFS metadata names the blocks {} to {}, which do not exist.':
    'Метаданные XFS называют блоки с {1} по {2}, которых нет.',
};
