/** What the service says of machines and their screens. */
export const machines = {
  '{} addresses of this screen are not used yet: open one of them, or wait until they expire.':
    'Неиспользованных адресов этого экрана: {}. Откройте один из них или дождитесь, пока истечёт их срок.',
  'The address of a screen is good for one visit, soon: ask for another.':
    'Адрес экрана действует недолго и для одного входа: запросите новый.',
  'Nobody has used the screen for long.': 'Экраном долго не пользовались.',
  'Bytes are expected, not text.': 'Ожидаются байты, а не текст.',
  'The browser has gone.': 'Браузер отключился.',
  'The screen has failed.': 'Экран перестал работать.',
  'The machine has turned its screen off.': 'ВМ выключила экран.',
  'A screen is shown to pages of this service only; check the setting public-url.':
    'Экран показывают только страницам этого сервиса; проверьте настройку public-url.',
  'There is no copy of volume {}.': 'Копии диска {} нет.',
  'Volume {} is a disk of machine {}.': 'Диск {1} принадлежит ВМ {2}.',
  'The source of disk {} is on another host than the machine would be.':
    'Источник диска {} находится не на том узле, где была бы ВМ.',
  'Volume {} is not of the project that machine {} is of.': 'Диск {1} не из того проекта, что ВМ {2}.',
  'Volume {} is {}; a machine takes one that is available.': 'Состояние диска {1} — {2:word}; ВМ нужен свободный диск.',
  'Volume {} is on another host than machine {}.': 'Диск {1} находится не на том узле, что ВМ {2}.',
  'Image {} cannot be mounted here: the path of the data directory is too long.':
    'Образ {} нельзя подключить: слишком длинный путь к каталогу данных.',
  'The flavor has {} MiB of memory; the image needs {} (min_ram).':
    'В конфигурации {1} МиБ памяти; образу нужно {2} (min_ram).',
  'Machine snapshot {} could not be found.': 'Снимок ВМ {} не найден.',
  'Machine {} is {}; for this it must be {}.': 'Состояние ВМ {1} — {2:word}; для этого нужно: {3:word}.',
  'Machine snapshot {} is {}; for this it must be {}.':
    'Состояние снимка ВМ {1} — {2:word}; для этого нужно: {3:word}.',
  'A machine needs a system disk: a blank one, or one of an image.': 'ВМ нужен системный диск: пустой или из образа.',
  'The user data have {} bytes; at most {} are allowed.':
    'Размер пользовательских данных — {1} байт; допускается не больше {2}.',
  'The system disk of a child is made from its parent image.':
    'Системный диск дочернего образа создаётся из родительского.',
  'Machines may not reach the network of their host here (machines.open-network).':
    'ВМ здесь нельзя выходить в сеть узла (machines.open-network).',
  'The {} is a whole number from {} to {}.': 'Поле «{1:word}» — целое число от {2} до {3}.',
  'A machine can have {} {}; this would make it {}.': 'У ВМ может быть не больше {1} ({2:word}); стало бы {3}.',
  'Machine {} has {} optical drives, and none is empty.': 'Оптических приводов у ВМ {1}: {2}, и свободных нет.',
  'Machine {} has {} disks, and can have no more.': 'Дисков у ВМ {1} уже {2}, больше нельзя.',
  'Machine {} has no disk {}.': 'У ВМ {1} нет диска {2}.',
  'Volume {} is the system disk of machine {}.': 'Диск {1} — системный диск ВМ {2}.',
  'The disk of image {} has not been unpacked yet; try again when it is.':
    'Диск образа {} ещё не распакован; повторите, когда он будет готов.',
  'Images cannot be mounted here: the path of the data directory is too long.':
    'Образы здесь нельзя подключать: слишком длинный путь к каталогу данных.',
  'Image {} was taken away or changed meanwhile.': 'Образ {} за это время отозвали или изменили.',
  'Machine {} runs on host {}, which has to read its disks.': 'ВМ {1} работает на узле {2}: её диски читает он.',
  'Machine {} is not reserved by publication {} (any more).': 'ВМ {1} (больше) не занята публикацией {2}.',
  'Project {} may have {} machines, with {} virtual processors and {} MiB of memory altogether. Delete some that are no longer needed, or ask an administrator for more.':
    'Проекту {1} разрешено: ВМ — {2}, виртуальных процессоров — {3}, памяти — {4} МиБ. Удалите ненужные ВМ или попросите администратора увеличить квоту.',
  'Only administrators may see what another project has.': 'Ресурсы другого проекта видят только администраторы.',
  'Machine {} runs on host {}; ask the service there.': 'ВМ {1} работает на узле {2}; обратитесь к сервису там.',
  'Machine {} is being restored from snapshot {}.': 'ВМ {1} восстанавливается из снимка {2}.',
  'There is no kernel in {} to try KVM with (machines.probe-kernel).':
    'В {} нет ядра, чтобы проверить KVM (machines.probe-kernel).',
  'A kernel ran on it.': 'Пробное ядро запустилось.',
  'A kernel that was started with KVM did not run within {} ms.': 'Ядро, запущенное с KVM, не заработало за {} мс.',
  '{} was answered in a shape that it does not have.': 'На {} пришёл ответ не той формы.',
  '{} was refused, without a reason.': 'В {} отказано без объяснений.',
  'The disks could not be copied. {}': 'Диски не удалось скопировать. {}',
  'The machine ended while its disks were being copied.': 'ВМ остановилась, пока копировались её диски.',
  'The disks could not be copied; is there room for them?': 'Диски не удалось скопировать; хватает ли для них места?',
  'The file systems of the machine could not be frozen, which its image asks for (os_require_quiesce). {}':
    'Файловые системы ВМ не удалось заморозить, а её образ этого требует (os_require_quiesce). {}',
  'More than {} events came before they were taken.': 'Больше {} событий пришло раньше, чем их забрали.',
  'The guest agent did not answer within {} ms.': 'Гостевой агент не ответил за {} мс.',
  '{}: what the guest agent answered is no answer.': '{}: гостевой агент ответил непонятно.',
  'The connection to the guest agent ended.': 'Соединение с гостевым агентом прервалось.',
  'The guest takes no more of {}.': 'Гость больше не принимает {}.',
  'Machines cannot be run: the path of the data directory is {} bytes too long for their Unix sockets.':
    'Запускать ВМ нельзя: путь к каталогу данных на {} байт длиннее, чем допускают сокеты Unix.',
  'It ended instead of restarting.': 'ВМ остановилась вместо перезапуска.',
  'QEMU was killed, and could say nothing.': 'QEMU был убит и ничего не успел сообщить.',
  'Nobody listens on the socket.': 'Сокет никто не слушает.',
  'The other side takes no more commands.': 'Другая сторона больше не принимает команд.',
  'Machine {} is off.': 'ВМ {} остановлена.',
  'Machine {} did not do this.': 'ВМ {} этого не сделала.',
  'The service lost sight of it.': 'Сервис потерял её из виду.',
  'Machine {} runs, but does not answer.': 'ВМ {} работает, но не отвечает.',
  'Machine {} did not start.': 'ВМ {} не запустилась.',
  'The configuration says so.': 'Так задано в настройках.',
  'QEMU did not answer on its monitor.': 'QEMU не ответил на мониторе.',
  'QEMU did not answer {} within {} ms.': 'QEMU не ответил на {1} за {2} мс.',
  'What answers on the monitor does not speak QMP.': 'На мониторе отвечает не QMP.',
  'QEMU closed its monitor.': 'QEMU закрыл монитор.',
  'The connection to QEMU broke.': 'Соединение с QEMU прервалось.',
  'QEMU did not start.': 'QEMU не запустился.',
  'The guest has ended{}.': 'Гость завершил работу{}.',
  'The picture of the screen is too large.': 'Снимок экрана слишком велик.',
  'QEMU has ended: {}': 'QEMU завершился: {}',
  'Machines with UEFI need its firmware on their host: install the package ovmf.':
    'Для ВМ с UEFI на узле нужна прошивка: установите пакет ovmf.',
  'What cloud-init wrote of its end is not readable.': 'Запись cloud-init об окончании не читается.',
  'Disk {} of {} is being made.': 'Создаётся диск {1} из {2}.',
  'Volume {} was deleted before the machine had it.': 'Диск {} удалили раньше, чем он достался ВМ.',
  'Disk {} could not be made. {}': 'Диск {1} не удалось создать. {2}',
  'The host of the machine did not do this in time; see whether it is up, and try again.':
    'Узел ВМ не сделал этого вовремя; проверьте, работает ли он, и повторите.',
  'Machine snapshot {} was deleted meanwhile.': 'Снимок ВМ {} за это время удалили.',
  '{} bytes were read.': 'Прочитано байт: {}.',
  'The disk {} of machine {} is not attached to it: it is {}.':
    'Диск {1} ВМ {2} к ней не подключён: его состояние — {3:word}.',
  "The guest's agent was asked.": 'Запрос отправлен гостевому агенту.',
  'The power button was pressed.': 'Нажата кнопка питания.',
  'Machines cannot be run: {} does not start (package qemu-system-x86). {}':
    'Запускать ВМ нельзя: {1} не запускается (пакет qemu-system-x86). {2}',
  'QEMU cannot be started: {}': 'QEMU не запускается: {}',
};
