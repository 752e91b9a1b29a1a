/** What the service says of reports, comparisons and corrected copies. */
export const inspection = {
  'The guest agent did not answer.': 'Гостевой агент не ответил.',
  'The screen shows something and stays so, and nothing else answers: look at it.':
    'На экране неподвижная картинка, и больше ничто не отвечает: посмотрите на неё.',
  'It was cancelled.': 'Отменено.',
  'Looking at profiles takes a role.': 'Для просмотра профилей нужна роль.',
  'It is over.': 'Завершено.',
  'Failed: {}.': 'Не пройдено: {}.',
  'Not known: {}.': 'Неизвестно: {}.',
  'Passed: {}.': 'Пройдено: {}.',
  'The disks are compared.': 'Сравниваются диски.',
  '{} bytes differ.': 'Различаются байт: {}.',
  'Image {} is to be compared with another one.': 'Образ {} нужно сравнивать с другим образом.',
  'Comparing images takes a token of a project.': 'Для сравнения образов нужен токен проекта.',
  'Image {} is compared {} times already: wait for one of them.':
    'Сравнений образа {1} уже {2}: дождитесь одного из них.',
  'Comparison {} was asked for by another project.': 'Сравнение {} запросил другой проект.',
  'Only administrators may say what is asked of the images of a project.':
    'Требования к образам проекта задают только администраторы.',
  'There is no profile {}; there are {}.': 'Профиля {1} нет; есть {2}.',
  'Profile {} is in {} and in another file beside it: keep one of them.':
    'Профиль {1} есть в {2} и ещё в одном файле рядом: оставьте один.',
  'Name a directory that is there, or none.': 'Укажите существующий каталог или никакого.',
  'Mend the file, or take it away.': 'Исправьте файл или уберите его.',
  'The disk is looked at.': 'Идёт просмотр диска.',
  'Checking an image takes a token of a project.': 'Для проверки образа нужен токен проекта.',
  'Profile {} asks what only a boot shows: request a boot test.':
    'Профиль {} требует того, что видно только при загрузке: запросите проверку загрузкой.',
  'There is no report {} for the list to go on after.': 'Отчёта {} нет, продолжить с него список нельзя.',
  'Report {} has nothing that is called {}.': 'В отчёте {1} нет ничего с именем {2}.',
  'Report {} was asked for by another project.': 'Отчёт {} запросил другой проект.',
  '{} reports of image {} wait already: wait for one of them.':
    'Отчётов образа {2} в очереди уже {1}: дождитесь одного из них.',
  '{} changes.': 'Изменений: {}.',
  'Preparing an image takes a token of a project.': 'Для подготовки образа нужен токен проекта.',
  'Cancelling preparation {} takes the role member.': 'Чтобы отменить подготовку {}, нужна роль member.',
  '{} preparations of image {} are under way: wait for one of them.':
    'Подготовок образа {2} уже {1}: дождитесь одной из них.',
  'The file systems are changed.': 'Изменяются файловые системы.',
  'The disk says something else each time that it is looked at.': 'При каждом просмотре диск показывает разное.',
  'The copy is looked at.': 'Идёт просмотр копии.',
  '{} bytes were compared.': 'Сравнено байт: {}.',
  '{} bytes of a file system were laid out.': 'Разложено байт файловой системы: {}.',
  'The disk cannot be looked at. {}': 'Диск не удаётся просмотреть. {}',
  'No Linux system that can be read was found on the disk: nothing can be prepared.':
    'На диске не нашлось системы Linux, которую можно прочитать: подготовить ничего нельзя.',
  'The system lies on a file system that is not written to ({}): only ext2, ext3 and ext4 are. Run the remedies of a report on the machine itself, and make a new image of it.':
    'Система лежит на файловой системе, в которую запись не поддерживается ({}): только ext2, ext3 и ext4. Выполните советы отчёта в самой ВМ и создайте из неё новый образ.',
  'The disk has more than {} file systems that would be changed.':
    'На диске больше {} файловых систем, которые пришлось бы менять.',
  'Parts of the disk overlap: what is written to one would change another.':
    'Разделы диска перекрываются: запись в один изменила бы другой.',
  'What was changed could not be compared; try again later.': 'Изменения не удалось сверить; повторите попытку позже.',
  'The disk asks for changes that are none.': 'Диск требует изменений, которые ничего не меняют.',
  'The disk of the service has no room left.': 'На диске сервиса не осталось места.',
  'The copy would be worse: it does not meet {}/{}. It was not kept.':
    'Копия стала бы хуже: она не соответствует {1}/{2}. Она не сохранена.',
  'The file system in the image holds {} bytes, which do not fit on the disk of the service while it is changed.':
    'Файловая система в образе занимает {} байт; на время изменения они не помещаются на диск сервиса.',
  'The guest is starting.': 'Гость запускается.',
};
