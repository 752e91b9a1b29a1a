/** What the service says of image pools, desktop images and publications. */
export const publishing = {
  'Looking at image pools takes a role.': 'Для просмотра пулов образов нужна роль.',
  'There is no image pool {}; GET /api/v1/image-pools lists those that there are.':
    'Пула образов {} нет; список пулов: GET /api/v1/image-pools.',
  'Image {} is no desktop image.': 'Образ {} — не образ рабочего стола.',
  'This list takes the role reader in a project.': 'Для этого списка нужна роль reader в проекте.',
  'Image pool {} was deleted meanwhile.': 'Пул образов {} за это время удалили.',
  'A file of image {} is in image pool {} already.': 'Файл образа {1} уже есть в пуле образов {2}.',
  'The parent {} is no active desktop image of project {}.':
    'Родитель {1} — не активный образ рабочего стола проекта {2}.',
  'Image {} is a desktop image already; deploy it to have it in another pool.':
    'Образ {} — уже образ рабочего стола; чтобы он появился в другом пуле, разверните его.',
  'Project {} has no flavor named {}; GET /api/v1/flavors lists those that there are.':
    'В проекте {1} нет конфигурации с именем {2}; список: GET /api/v1/flavors.',
  'Flavor {} is not for {} desktops; choose another, or the default.':
    'Конфигурация {1} не подходит для рабочих столов {2}; выберите другую или стандартную.',
  'There is no desktop image {} for the list to go on after.':
    'Образа рабочего стола {} нет, продолжить с него список нельзя.',
  'The name of the image has 1 to 255 characters.': 'В имени образа от 1 до 255 знаков.',
  'Image {} was published to this pool: its file goes with the image only.':
    'Образ {} опубликован в этот пул: файл удаляется только вместе с образом.',
  'There is no file of image {} in image pool {}.': 'Файла образа {1} нет в пуле образов {2}.',
  'The file is being written: cancel publication {}.': 'Файл записывается: отмените публикацию {}.',
  'Image {} is being published: cancel publication {} first.':
    'Образ {1} публикуется: сначала отмените публикацию {2}.',
  'Image {} has children, which need it: {}{}. Delete those first.':
    'От образа {1} зависят дочерние: {2}{3:word}. Сначала удалите их.',
  'A file of image {} is being written: cancel publication {}.':
    'Файл образа {1} записывается: отмените публикацию {2}.',
  'An image that is a VHD cannot have children: use a parent that is a QCOW2.':
    'У образа VHD не может быть дочерних: используйте родительский QCOW2.',
  'A child is a file of the type of its parent, which is QCOW2.':
    'Тип файла дочернего образа — как у родительского, то есть QCOW2.',
  'A desktop image for TCI has to be a QCOW2.': 'Образ рабочего стола для TCI должен быть QCOW2.',
  'For VOI it has to be known whether the system is Linux or Windows: say which (osType).':
    'Для VOI нужно знать, Linux это или Windows: укажите систему (osType).',
  'A desktop image for VOI with Linux has to be a QCOW2.': 'Образ рабочего стола для VOI с Linux должен быть QCOW2.',
  'A desktop image for VOI with Windows has to be a VHD.': 'Образ рабочего стола для VOI с Windows должен быть VHD.',
  'Desktop image {} is {}; it has to be active.':
    'Состояние образа рабочего стола {1} — {2:word}; он должен быть активен.',
  'The machine could not be taken.': 'ВМ не удалось занять.',
  'Say what the image is for (imageType): the machine does not say it.':
    'Укажите, для чего образ (imageType): в ВМ этого не сказано.',
  'The machine was made for {}, not for {}.': 'ВМ создана для {1}, а не для {2}.',
  'The name of the {} has 1 to {} characters.': 'В имени ({1:word}) от 1 до {2} знаков.',
  'Machine {} has {} disks, and would be deleted with all of them; only the first one becomes the image. Detach the others first, or clone the machine.':
    'У ВМ {1} дисков: {2}, и все они удалились бы вместе с ней; образом становится только первый. Сначала отключите остальные или клонируйте ВМ.',
  'Machine {} has no disk that could become an image.': 'У ВМ {} нет диска, который мог бы стать образом.',
  'The file is being written by publication {}.': 'Файл записывается публикацией {}.',
  'The file of image {} has another size than it was published with.':
    'Размер файла образа {} не тот, с каким его публиковали.',
  '{} is no absolute path in its shortest form.': '{} — не абсолютный путь в кратчайшем виде.',
  '{} and {}, where the service keeps its data, overlap.': '{1} и {2}, где сервис хранит свои данные, перекрываются.',
  '{} belongs to another image pool: its file {} says so.':
    '{1} принадлежит другому пулу образов: так сказано в файле {2}.',
  '{} Remove that file if that pool is gone.': '{} Удалите этот файл, если того пула больше нет.',
  'The file takes {} bytes, and {} has room for {}.': 'Файл занимает {1} байт, а в {2} свободно {3}.',
  'The file {} is not in its image pool any more.': 'Файла {} в пуле образов больше нет.',
  '{} leads over a symbolic link: name {} itself.': 'Путь {1} идёт через символическую ссылку: укажите сам {2}.',
  '{} is no directory.': '{} — не каталог.',
  'Everybody may write to {}: take that right away first.': 'В {} может писать кто угодно: сначала отберите это право.',
  'There is no directory {} on the host of the service; create it first.':
    'На узле сервиса нет каталога {}; сначала создайте его.',
  'The service cannot look into {}.': 'Сервис не может прочитать {}.',
  '{} is not what it was: its file {} does not name this pool.':
    '{1} — уже не то, что было: в файле {2} назван не этот пул.',
  '{} Is what belongs there mounted?': '{} Смонтировано ли то, что там должно быть?',
  'There is no room left in {}.': 'В {} не осталось места.',
  'The service cannot use {} now{}.': 'Сервис сейчас не может использовать {1}{2}.',
  'Files of desktop images are in image pool {}, of {} for one: delete those first.':
    'В пуле образов {1} есть файлы образов рабочих столов, например {2}: сначала удалите их.',
  '{} is no name of an image pool: 1 to 63 letters, digits, spaces, dots, dashes and underscores are.':
    '{} — недопустимое имя пула образов: от 1 до 63 букв, цифр, пробелов, точек, дефисов и подчёркиваний.',
  'A description has 255 characters at most.': 'В описании не больше 255 знаков.',
  '{} is no name of a bucket.': '{} — недопустимое имя бакета.',
  '{} is no prefix: it is empty, or steps of plain letters that end with /.':
    '{} — недопустимый префикс: он пуст или состоит из частей простыми буквами, каждая с / на конце.',
  '{} cannot be used ({}): is the bucket there, and may the key of the service write to it?':
    '{1} использовать нельзя ({2}): есть ли такой бакет и можно ли ключу сервиса писать в него?',
  '{} belongs to another image pool: its object {} says so.':
    '{1} принадлежит другому пулу образов: так сказано в объекте {2}.',
  '{} Remove that object if that pool is gone.': '{} Удалите этот объект, если того пула больше нет.',
  "{} is not this pool's any more: its object {} does not say so.":
    '{1} больше не принадлежит этому пулу: так сказано в объекте {2}.',
  'The service cannot use {} now.': 'Сервис сейчас не может использовать {}.',
  'There is no publication {} for the list to go on after.': 'Публикации {} нет, продолжить с неё список нельзя.',
  'The image is active already: delete it if it is not wanted.': 'Образ уже активен: если он не нужен, удалите его.',
  'Publication {} is {}; there is nothing to cancel.': 'Состояние публикации {1} — {2:word}; отменять нечего.',
  'There is an image pool named {} already.': 'Пул образов с именем {} уже есть.',
  '{} is the place of image pool {} already.': '{1} уже занято пулом образов {2}.',
  'The disk does not pass {}{}; mend that, and publish again.':
    'Диск не соответствует профилю {1}{2:word}; исправьте это и опубликуйте снова.',
  'The disk is not known to pass {}{}; mend that, and publish again.':
    'Неизвестно, соответствует ли диск профилю {1}{2:word}; исправьте это и опубликуйте снова.',
  'It is published.': 'Опубликовано.',
  'The host lacks qemu-img, by which files are verified; its administrator has to install it.':
    'На узле нет qemu-img для проверки файлов; его должен установить администратор.',
  'The publication is over.': 'Публикация завершена.',
  'Image pool {} was deleted.': 'Пул образов {} удалён.',
  'The file of image {} was given up.': 'От файла образа {} отказались.',
  'The work was lost.': 'Работа потеряна.',
  'The file {} was not written as it should be: {}.': 'Файл {1} записан не так, как должен: {2:word}.',
  'The image is active, but its source was not settled: {}': 'Образ активен, но его источник не освобождён: {}',
  'The image is active, but no snapshot was taken of its source: {}':
    'Образ активен, но снимок его источника не сделан: {}',
};
