/** What the service says of volumes and snapshots. */
export const volumes = {
  'The overlay holds compressed clusters, which it never should.':
    'В файле изменений есть сжатые кластеры, которых там быть не должно.',
  'The overlay ends before byte {}, where it holds data.':
    'Файл изменений обрывается раньше байта {}, где должны быть данные.',
  "Availability zone '{}' is invalid.": 'Зоны доступности «{}» нет.',
  'A blank volume needs a size.': 'Для пустого диска нужен размер.',
  'The volume needs {} GiB at least: {}.': 'Диску нужно не меньше {1} ГиБ: {2:word}.',
  'The bytes of a disk become an image with the disk format raw and the container format bare; converting one to {} in {} is not possible yet.':
    'Байты диска становятся образом с форматом диска raw и контейнером bare; преобразование в {1} и {2} пока невозможно.',
  'The host has no room left for disks.': 'На узле не осталось места для дисков.',
  'The disk is open in another program; stop the machine that uses it.':
    'Диск открыт в другой программе; остановите ВМ, которая его использует.',
  'Work on the disk took more than it may take.': 'Работа с диском превысила отведённые ресурсы.',
  'The host lacks qemu-img; its administrator has to install it.':
    'На узле нет qemu-img; его должен установить администратор.',
  'Work on the disk failed.': 'Работа с диском не удалась.',
  'A disk of {} bytes cannot hold a tree of {} bytes.': 'Диск в {1} байт не вместит дерево в {2} байт.',
  'Volume {} has no disk on this host.': 'Диска {} на этом узле нет.',
  'Volume {} is on another host than the machine.': 'Диск {} находится не на том узле, что ВМ.',
  'Volume {} is a disk of machine {}: detach it from the machine.': 'Диск {1} принадлежит ВМ {2}: отключите его от ВМ.',
  'It is not a label of a snapshot.': 'Это не этикетка снимка.',
  'The record of this volume was lost with the database: its snapshots are what is left. Make volumes of them. Its disk, if the host still has it, goes when the volume is deleted.':
    'Запись об этом диске потеряна вместе с базой данных: остались его снимки. Создайте из них диски. Сам диск, если он ещё есть на узле, удалится вместе с записью.',
  'Snapshot {} is being made: that ends by itself, at {} at the latest.':
    'Снимок {1} создаётся: это закончится само, не позже {2}.',
  'An administrator set the snapshot to error.': 'Администратор перевёл снимок в состояние ошибки.',
  'Volume {} is {}: the image was made, or came to nothing.':
    'Состояние диска {1} — {2:word}: образ уже создан или не удался.',
  'The image was deleted meanwhile.': 'Образ тем временем удалили.',
  'What was said of the image was not kept: make it of the disk again.':
    'Параметры образа не сохранились: создайте его из диска заново.',
  'Volume {} is {}; for this its status must be {}.': 'Состояние диска {1} — {2:word}; для этого нужно: {3:word}.',
  'Snapshot {} is {}; for this its status must be {}.': 'Состояние снимка {1} — {2:word}; для этого нужно: {3:word}.',
  'The size of a volume is a whole number of GiB from 1 to {}.': 'Размер диска — целое число ГиБ от 1 до {}.',
  'Image metadata can have {} characters altogether.': 'Метаданные образа вместе не длиннее {} знаков.',
  'There can be {} metadata; this would make it {}.': 'Метаданных может быть {1}; стало бы {2}.',
  'Image {} is {}; for a volume it has to be active.':
    'Состояние образа {1} — {2:word}; для диска он должен быть активен.',
  'No volume can be made of image {}. {}': 'Из образа {1} нельзя создать диск. {2}',
  'Volume {} has {} GiB already: it can only grow.': 'Размер диска {1} уже {2} ГиБ: его можно только увеличить.',
  'Volume {} is being read: {} {} of it are being made. Try again when they are available.':
    'Диск {1} читается: создаётся снимков или копий — {2}. Повторите, когда они будут готовы.',
  'Volume {} still has snapshots: {}{}. Delete them first, or delete the volume with them (cascade).{}':
    'У диска {1} ещё есть снимки: {2}{3:word}. Сначала удалите их или удалите диск вместе с ними (cascade).{4:word}',
  'Only administrators may see the quota of another project.': 'Квоту другого проекта видят только администраторы.',
  'The limit {} must be a whole number from 0, or {} for none.':
    'Ограничение {1} — целое число от 0 или {2}, если без ограничения.',
  'Project {} may have {} volumes, {} snapshots, and {} GiB in both. Delete some that are no longer needed, or ask an administrator for more.':
    'Проекту {1} разрешено: дисков — {2:word}, снимков — {3:word}, места в них — {4:word} ГиБ. Удалите ненужное или попросите администратора увеличить квоту.',
  'A volume of project {} may have at most {} GiB.': 'Диск проекта {1} не может быть больше {2} ГиБ.',
  'Volume {} is {}: that ends by itself, at {} at the latest.':
    'Состояние диска {1} — {2:word}: это закончится само, не позже {3}.',
  'An administrator set the volume, which was {}, to error.':
    'Администратор перевёл диск в состояние ошибки; до этого было: {:word}.',
  'There is no {} for the list to go on after.': 'Записи {} нет, продолжить с неё список нельзя.',
  'The work on the disk was taken for dead and given up; try again.':
    'Работа с диском считалась прерванной; повторите попытку.',
  'The volume needs {} GiB at least: image {} is a disk of {} bytes.':
    'Диску нужно не меньше {1} ГиБ: образ {2} — диск в {3} байт.',
  'The host that has the disk did not do this in time; see whether it is up, and try again.':
    'Узел с диском не сделал этого вовремя; проверьте, работает ли он, и повторите.',
};
