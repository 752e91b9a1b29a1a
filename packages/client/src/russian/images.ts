/** What the service says of images, and of what goes in and out of them. */
export const images = {
  'The disk was not converted; try again.': 'Диск не преобразован; повторите попытку.',
  'Converting the disk took too long and was given up.':
    'Преобразование диска заняло слишком много времени и было прервано.',
  '{} of {} bytes of the disk are there.': 'Готово {1} из {2} байт диска.',
  'The disk is encrypted ({}): nothing can be seen of it.': 'Диск зашифрован ({}): его содержимое недоступно.',
  'The disk has {} bytes for its guest; a disk can have at most {}.':
    'Размер диска для гостя — {1} байт; наибольший допустимый — {2}.',
  'A disk in the format {} cannot be converted.': 'Диск в формате {} нельзя преобразовать.',
  'The files in the OVA are held against its manifest.': 'Файлы из OVA сверяются с описью.',
  'No disk is taken out of the container format {}.': 'Из контейнера {} диски не извлекаются.',
  'The file is not compressed with gzip, xz, bzip2 or zstd.': 'Файл не сжат ни gzip, ни xz, ни bzip2, ни zstd.',
  '{} of {} bytes of the file were unpacked.': 'Распаковано {1} из {2} байт файла.',
  'Use a newer one.': 'Используйте более новый.',
  'Use image {}.': 'Используйте образ {}.',
  'Image {} is obsolete: no new disks are made of it. {}':
    'Образ {1} выведен из обращения: новые диски из него не создаются. {2}',
  'Image {} cannot be its own replacement.': 'Образ {} не может быть заменой самому себе.',
  'The times of a deprecation lie between 1970 and 9999.': 'Сроки устаревания — между 1970 и 9999 годами.',
  'An image is deprecated before it is obsolete, not after.':
    'Образ сначала устаревает, а потом выводится из обращения, не наоборот.',
  'The replacement of image {} has to be an image of the same project.':
    'Замена образа {} должна быть образом того же проекта.',
  'Looking at families takes the role reader.': 'Для просмотра семейств нужна роль reader.',
  'Changing family {} takes the role member in its project.':
    'Чтобы менять семейство {}, нужна роль member в его проекте.',
  'It is pinned to image {}, which is {}: pin another one, or unpin it.':
    'Оно закреплено за образом {1}, состояние которого — {2:word}: закрепите другой образ или открепите семейство.',
  'Image {} is not in family {} of project {}: set its property family first.':
    'Образ {1} не входит в семейство {2} проекта {3}: сначала задайте ему свойство family.',
  'None of its images that you see is active, released, not hidden and not deprecated.':
    'Среди его видимых вам образов нет активного, выпущенного, не скрытого и не устаревшего.',
  'Family {} of project {} stands for no image. {}': 'Семейство {1} проекта {2} не представляет ни одного образа. {3}',
  'Family {} is pinned to image {}: unpin it first.': 'Семейство {1} закреплено за образом {2}: сначала открепите его.',
  'Family {} is not pinned.': 'Семейство {} не закреплено.',
  'A reason has at most {} characters.': 'В причине не больше {} знаков.',
  'Image {} is {}: a family can only stand for an active one.':
    'Состояние образа {1} — {2:word}: семейство может представлять только активный образ.',
  'Image {} is deprecated: take that back first, or pin it.':
    'Образ {} устарел: сначала отмените это или закрепите его.',
  'Image {} is hidden: show it first, or pin it.': 'Образ {} скрыт: сначала покажите его или закрепите.',
  'Family {} has no earlier image to go back to.':
    'У семейства {} нет более раннего образа, к которому можно вернуться.',
  'The property {} is set by Ingot: see /api/v1/images/{id}/{}.':
    'Свойство {1} задаёт Ingot: см. /api/v1/images/{id}/{2}.',
  '"{}" is no name of a family: 3 to 63 of a-z, 0-9 and hyphens, a letter first and no hyphen last.':
    '«{}» — недопустимое имя семейства: от 3 до 63 знаков a-z, 0-9 и дефис; первая — буква, последний — не дефис.',
  'The property {} has to be {}, or not there.': 'Свойство {1} может быть {2:word} или отсутствовать.',
  'Image {} is in use: {}{}. GET /api/v1/images/{}/uses has all of it.{}':
    'Образ {1} используется: {2:word}{3:word}. Полный список: GET /api/v1/images/{4}/uses.{5}',
  'Only images of disks can be optimized for deployment; this one has the container format {} and the disk format {}.':
    'Для развёртывания можно оптимизировать только образы дисков; у этого формат контейнера {1} и формат диска {2}.',
  'Only members of the project that owns image {} may do this.':
    'Это доступно только участникам проекта, которому принадлежит образ {}.',
  'An image can have {} tags; this would make it {}.': 'У образа может быть не больше {1} тегов; стало бы {2}.',
  'The value of the property {} is longer than {} bytes.': 'Значение свойства {1} длиннее {2} байт.',
  'An image can have {} properties; this would make it {}.': 'У образа может быть не больше {1} свойств; стало бы {2}.',
  'The properties of an image can have {} bytes altogether.': 'Все свойства образа вместе не больше {} байт.',
  'The property {} is reserved.': 'Свойство {} зарезервировано.',
  'The {} must not be empty.': 'Поле «{:word}» не должно быть пустым.',
  'The {} has {} characters; at most {} are allowed.': 'В поле «{1:word}» знаков: {2}, а допускается {3}.',
  'The {} must be a text.': 'Поле «{:word}» — текст.',
  'The {} holds characters that cannot be stored.': 'В поле «{:word}» есть знаки, которые нельзя сохранить.',
  'The {} must be a whole number from 0 to {}.': 'Поле «{1:word}» — целое число от 0 до {2}.',
  'Reading the data of image {} takes the role member.': 'Чтобы читать данные образа {}, нужна роль member.',
  'Image {} is deactivated: its data cannot be read.': 'Образ {} деактивирован: его данные недоступны.',
  'There is no store {}.': 'Хранилища {} нет.',
  'Image {} is {}; data can be sent only while it is queued.':
    'Состояние образа {1} — {2:word}; данные принимаются, только пока он их ожидает.',
  'Set the properties disk_format and container_format before sending data.':
    'Прежде чем передавать данные, задайте свойства disk_format и container_format.',
  'An image can have at most {} bytes.': 'Образ не может быть больше {} байт.',
  'More than the declared {} bytes came.': 'Пришло больше заявленных {} байт.',
  'Only {} of the declared {} bytes came.': 'Пришло только {1} из заявленных {2} байт.',
  'The connection was closed before all bytes had come.': 'Соединение закрылось раньше, чем пришли все данные.',
  'Image {} is {}: only an image with data can be deactivated.':
    'Состояние образа {1} — {2:word}: деактивировать можно только образ с данными.',
  'Image {} is protected: take the protection off before deleting it.':
    'Образ {} защищён: снимите защиту, прежде чем удалять.',
  'Image {} is {}.': 'Состояние образа {1} — {2:word}.',
  'Image {} is already shared with project {}.': 'Образ {1} уже предоставлен проекту {2}.',
  'An image can be shared with {} projects.': 'Образ можно предоставить не больше чем {} проектам.',
  'Only members of project {} may accept or reject for it.':
    'Принять или отклонить от имени проекта {} могут только его участники.',
  'Only members of the project that owns image {} may share it.':
    'Предоставлять доступ к образу {} могут только участники проекта-владельца.',
  'Image {} is {}: only an image with the visibility shared has members.':
    'Видимость образа {1} — {2:word}: участники есть только у образов с видимостью shared.',
  'Image {} is not shared with project {}.': 'Образ {1} не предоставлен проекту {2}.',
  'Listing images takes the role reader.': 'Для просмотра списка образов нужна роль reader.',
  'Image ID {} already exists.': 'Идентификатор образа {} уже занят.',
  'An image belongs to a project: ask for a token of one.': 'Образ принадлежит проекту: запросите токен проекта.',
  'Registering images in project {} takes the role member there.':
    'Чтобы создавать образы в проекте {}, нужна роль member в нём.',
  'The formats of image {} can be changed only before it has data; it is {}.':
    'Форматы образа {1} можно менять, только пока в нём нет данных; его состояние — {2:word}.',
  'Only administrators may make an image public.': 'Сделать образ публичным могут только администраторы.',
  'Only administrators may give an image to another project.':
    'Передать образ другому проекту могут только администраторы.',
  'Image {} is {}: wait until that is over.': 'Состояние образа {1} — {2:word}: дождитесь завершения.',
  'There is no image {} for the list to go on after.': 'Образа {} нет, продолжить с него список нельзя.',
  'Image {} has no tag {}.': 'У образа {1} нет тега {2}.',
  'The trash belongs to a project: ask for a token of one.': 'Корзина относится к проекту: запросите токен проекта.',
  'There is no deleted image {} for the list to go on after.':
    'Удалённого образа {} нет, продолжить с него список нельзя.',
  'The upload to image {} was taken for dead and given up.': 'Загрузка в образ {} считалась прерванной.',
  'The transfer was taken for dead and given up; try again.': 'Передача считалась прерванной; повторите попытку.',
  'Image {} was deleted while its data came in.': 'Образ {} удалён во время загрузки данных.',
  'Project {} may have {} images, {} of them optimized for deployment, and {} bytes in them, uploads that are under way included. Delete images that are no longer needed, or ask an administrator for more.':
    'Проекту {1} разрешено: образов — {2}, из них оптимизированных для развёртывания — {3}, данных в них — {4} байт, вместе с текущими загрузками. Удалите ненужные образы или попросите администратора увеличить квоту.',
  'Usage is counted by project: ask for a token of one.': 'Использование считают по проектам: запросите токен проекта.',
  'The upload was interrupted: the service stopped, or lost sight of it. Send the data again.':
    'Загрузка прервалась: сервис остановился или потерял её. Загрузите данные снова.',
  'The import was lost.': 'Импорт потерян.',
  'The server sends the file encoded.': 'Сервер присылает файл закодированным.',
  'The server answered with status {}.': 'Сервер ответил со статусом {}.',
  'The server redirected to something that is no URL.': 'Сервер перенаправил на недопустимый адрес.',
  'There were more than {} redirects.': 'Больше {} перенаправлений.',
  'The server did not answer in time.': 'Сервер не ответил вовремя.',
  'The server cannot be reached.': 'Сервер недоступен.',
  'The host of the URL cannot be resolved.': 'Имя узла в адресе не найдено.',
  'The host of the URL has no address.': 'У узла в адресе нет IP-адреса.',
  'The server stopped sending.': 'Сервер перестал передавать данные.',
  'The connection was closed before the whole file had come.': 'Соединение закрылось раньше, чем пришёл весь файл.',
  'There is no staged data to import.': 'Нет загруженных данных для импорта.',
  '{} of {} bytes have come.': 'Получено {1} из {2:word} байт.',
  'The formats of the image were changed during the import.': 'Во время импорта изменили форматы образа.',
  'The formats of the image were taken away during the import.': 'Во время импорта удалили форматы образа.',
  'Only the project that owns image {} may see its imports.': 'Импорт образа {} виден только проекту-владельцу.',
  'Only administrators may list tasks.': 'Список задач доступен только администраторам.',
  'There is no task {} for the list to go on after.': 'Задачи {} нет, продолжить с неё список нельзя.',
  'The import was cancelled.': 'Импорт отменён.',
  'Image {} is {}: the import is over.': 'Состояние образа {1} — {2:word}: импорт уже завершён.',
  'The data were given up with the import: send them again.': 'Данные удалены вместе с импортом: отправьте их снова.',
  '{} of {} bytes have been worked through.': 'Обработано {1} из {2} байт.',
  'Image {} is being imported already.': 'Образ {} уже импортируется.',
  'Image {} is {}; for the method {} it has to {}.':
    'Состояние образа {1} — {2:word}; для способа {3} нужно: {4:word}.',
  'Set the properties disk_format and container_format before importing.':
    'Перед импортом задайте свойства disk_format и container_format.',
  'It has more than {} characters.': 'В нём больше {} знаков.',
  'It is not a well-formed URL.': 'Это неправильно записанный URL.',
  'Its scheme must be one of {}.': 'Схема должна быть одной из: {}.',
  'Its host is an address in a form that hides it.': 'Узел записан так, что его адрес скрыт.',
  'Its host is not on the public internet.': 'Узел находится не в открытом интернете.',
  'Its port must be one of {}.': 'Порт должен быть одним из: {}.',
  'The URL to import from is refused. {}': 'Импорт с этого URL запрещён. {}',
  'Images of project {} have to pass {} before they become public: upload it as private, and make it public once it has passed.':
    'Образы проекта {1}, прежде чем стать публичными, должны пройти проверки: {2:word}. Загрузите образ как приватный и сделайте его публичным после проверки.',
  'Have it checked (POST /api/v1/images/{}/reports), and try again once it has passed.':
    'Проверьте его (POST /api/v1/images/{}/reports) и повторите, когда проверка пройдёт.',
  'Its report (GET /api/v1/images/{}/reports) says what to mend; mend it in a copy, and use that.':
    'Что исправить, сказано в отчёте (GET /api/v1/images/{}/reports); исправьте это в копии и используйте её.',
  'Image {} cannot {}: project {} asks more of its images, and {}. {}':
    'Образ {1} не может {2:word}: проект {3} требует от своих образов большего. Не выполнено: {4:word}. {5}',
  'The file ended at byte {} while it was read.': 'Файл кончился на байте {}, пока его читали.',
  'Image {} has changed meanwhile: send the part again.': 'Образ {} тем временем изменился: отправьте часть снова.',
  'The part at byte {} has not come yet: ask what is missing.':
    'Часть с байта {} ещё не пришла: запросите, чего не хватает.',
  'The parts make the content {} and not {}: push the image again.':
    'Из частей получилось содержимое {1}, а не {2}: отправьте образ снова.',
  'No push to image {} is under way: it is {}.': 'Передача в образ {1} не идёт, его состояние — {2:word}.',
  'The part is empty.': 'Часть пуста.',
  'The part ends at byte {}: it has to end at a multiple of {}, or at the end of the image.':
    'Часть кончается на байте {1}: она должна кончаться на кратном {2} или на конце образа.',
  'The part copies from source {}, which is not named.': 'Часть копирует из источника {}, который не назван.',
  'The part goes on after byte {}: one part covers {} bytes at most, and nothing after the image.':
    'Часть продолжается за байт {1}: в одной части не больше {2} байт, и ничего после конца образа.',
  'The part has {} bytes for byte {} of the image, where {} belong.':
    'В части {1} байт для байта {2} образа, а должно быть {3}.',
  'The push was cancelled.': 'Передача отменена.',
  'Image {} is {}; it can be pushed only while it is queued.':
    'Состояние образа {1} — {2:word}; передавать можно, только пока он ожидает данных.',
  'There is nothing to push: upload an empty file.': 'Передавать нечего: загрузите пустой файл.',
  'A push of {} bytes to image {} is under way: finish it, or cancel it first.':
    'В образ {2} уже передаётся {1} байт: завершите передачу или отмените её.',
  'A part begins at a multiple of {} bytes, within the image.':
    'Часть начинается на кратном {} байт, в пределах образа.',
  'Image {} has no data to copy from.': 'В образе {} нет данных для копирования.',
  'Something of the part at byte {} has come before: ask what is missing.':
    'Что-то из части с байта {} уже пришло: запросите, чего не хватает.',
  'The part cannot be read: {}.': 'Часть не удаётся прочитать: {}.',
  'The connection was closed before the part had come.': 'Соединение закрылось раньше, чем пришла часть.',
  'Stored data of the image is missing.': 'Сохранённых данных образа нет.',
  'Stored data of the image does not match what was stored.':
    'Сохранённые данные образа не совпадают с тем, что сохраняли.',
  'The bytes of a chunk are not those of its id; send them again.':
    'Байты блока не соответствуют его идентификатору; отправьте их снова.',
  'Stored data of the image is sealed with a key that the service lacks.':
    'Данные образа зашифрованы ключом, которого у сервиса нет.',
  'The image store has no room left.': 'В хранилище образов не осталось места.',
  'The image store cannot be reached now; try again in a minute.':
    'Хранилище образов сейчас недоступно; повторите через минуту.',
  'The image store failed; try again later.': 'Сбой хранилища образов; повторите попытку позже.',
  'The transfer was stopped.': 'Передача остановлена.',
  'The image store is busy; try again later.': 'Хранилище образов занято; повторите попытку позже.',
  'The checksums are known.': 'Контрольные суммы известны.',
  '{} bytes have been read.': 'Прочитано байт: {}.',
  'They were written down for {} images.': 'Записаны для образов: {}.',
  'Set the properties disk_format and container_format of the image first.':
    'Сначала задайте свойства disk_format и container_format образа.',
  'Making an image of image {} takes the role member.': 'Чтобы создать образ из образа {}, нужна роль member.',
  'Image {} is deactivated: no image can be made of it.': 'Образ {} деактивирован: создать из него образ нельзя.',
  'Image {} is {}: it has no data yet to make an image of.':
    'Состояние образа {1} — {2:word}: в нём ещё нет данных, чтобы создать из него образ.',
  'The new image has the bytes of image {}, so it has its formats too: {}, {}.':
    'Содержимое нового образа — байты образа {1}, поэтому и форматы у него те же: {2}, {3}.',
  'The formats of image {} were changed meanwhile.': 'Форматы образа {} за это время изменились.',
  'Image {} is {} and does not wait for these bytes any more.':
    'Состояние образа {1} — {2:word}, и этих данных он больше не ждёт.',
  'An internal error occurred; the log of the service has it.':
    'Произошла внутренняя ошибка; подробности в журнале сервиса.',
  'Image {} is {}: it has no data yet.': 'Состояние образа {1} — {2:word}: в нём ещё нет данных.',
  'Image {} is empty.': 'Образ {} пуст.',
  'Image {} has the container format {} and the disk format {}, which is no disk that can be opened.':
    'У образа {1} формат контейнера {2} и формат диска {3}: такой диск нельзя открыть.',
  'Waiting for its turn.': 'Ожидает очереди.',
  'Image {} was deleted.': 'Образ {} удалён.',
  'The disk of image {} was given up; try again.': 'От диска образа {} отказались; повторите попытку.',
  'Nothing waited for this any more.': 'Этого больше никто не ждал.',
  'The disk has {} bytes.': 'Размер диска — {} байт.',
  'Having the disk of image {} made takes the role member.': 'Чтобы подготовить диск образа {}, нужна роль member.',
  'Image {} is {}; for its disk it has to be active.':
    'Состояние образа {1} — {2:word}; для диска образ должен быть активен.',
  'The work on the disk was lost.': 'Работа с диском потеряна.',
};
