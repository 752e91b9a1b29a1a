/** What the service says of recipes and their runs. */
export const recipes = {
  'The guest did not shut down.': 'Гость не завершил работу.',
  'The machine has no disk.': 'У ВМ нет диска.',
  'No QEMU guest agent answered within {} s. The base has to have one that starts by itself; one that takes longer needs a larger machine.bootTimeout.':
    'За {} с не ответил ни один гостевой агент QEMU. В основе должен быть агент, который запускается сам; если он запускается дольше, увеличьте machine.bootTimeout.',
  'The guest has ended: somebody shut it down, or it died.': 'Гость завершил работу: его выключили или произошёл сбой.',
  'The machine is in error. {}': 'В ВМ произошла ошибка. {}',
  'The guest has turned itself off.': 'Гость выключился сам.',
  'What is no Linux is not cleaned: prepare it by a step, such as sysprep.':
    'Очистка есть только для Linux: подготовьте систему шагом рецепта, например sysprep.',
  'Image {} is active.': 'Образ {} активен.',
  'The guest is {}, kernel {}, agent {}.': 'Гость: {1:word}, ядро {2:word}, агент {3}.',
  'It was not done within {} s.': 'Не выполнено за {} с.',
  'The guest has shut down.': 'Гость завершил работу.',
  'The disk is read: {}, {} bytes.': 'Диск прочитан: {1}, {2} байт.',
  '{} bytes were written to {}.': 'В {2} записано {1} байт.',
  'The guest has restarted, and its agent answers.': 'Гость перезапустился, агент отвечает.',
  '{} is there.': '{} на месте.',
  'A signal ended it.': 'Процесс завершён сигналом.',
  'It ended with exit code {}.': 'Код завершения: {}.',
  'The disk does not pass {}; its log names the rules.': 'Диск не проходит проверки: {}; правила названы в журнале.',
  'The guest did not do this. {}': 'Гость этого не выполнил. {}',
  'A Linux guest has no shell {}; take sh or bash.': 'В Linux нет оболочки {}; укажите sh или bash.',
  '{} is no absolute path of a Linux guest.': '{} — не абсолютный путь в гостевой Linux.',
  'It is a desktop image, with a file in image pool {}.': 'Это образ рабочего стола, его файл — в пуле образов {}.',
  'Family {} stands for it.': 'Семейство {} представляет этот образ.',
  'Family {} does not stand for it yet: {}': 'Семейство {1} пока не представляет этот образ: {2}',
  'It became no desktop image: {}': 'Образом рабочего стола он не стал: {}',
  'Somebody cancelled the publication.': 'Публикацию отменили.',
  'The service stopped while it was built, and half a build is none: start it again.':
    'Сервис остановился во время сборки, а половина сборки бесполезна: запустите её снова.',
  'The service was restarted, and secrets are kept nowhere: start it again with them.':
    'Сервис перезапускался, а секреты нигде не хранятся: запустите сборку снова и укажите их.',
  'Image {} is built.': 'Образ {} собран.',
  'The run is over.': 'Запуск завершён.',
  'A Windows guest has no shell {}; take powershell or cmd.': 'В Windows нет оболочки {}; укажите powershell или cmd.',
  'A Windows guest installs files (.msi), and no packages by their names.':
    'В Windows устанавливаются файлы (.msi), а не пакеты по именам.',
  '{} is no .msi: run its installer by a script, with its own options.':
    '{} — не .msi: запустите установщик сценарием с его собственными параметрами.',
  '{} is no absolute path of a Windows guest.': '{} — не абсолютный путь в гостевой Windows.',
  'Files of Windows have no mode.': 'У файлов Windows нет прав доступа в виде числа (mode).',
  'A recipe has at most {} bytes; bring larger files on a disc.':
    'Рецепт не больше {} байт; файлы крупнее передавайте на диске.',
  'Not a recipe: {}.': 'Это не рецепт: {:word}.',
  'Not a recipe: {} {}.': 'Это не рецепт: {1} {2:word}.',
  'Not a recipe: there is no variable for {}.': 'Это не рецепт: нет переменной для {}.',
  'Not a recipe: {} is a secret, which scripts have in their environment; {} would show it.':
    'Это не рецепт: {1} — секрет, он доступен сценариям в окружении; {2} показал бы его.',
  'The recipe has no variable {}.': 'В рецепте нет переменной {}.',
  'The variable {} of the recipe needs a value.': 'Переменной {} рецепта нужно значение.',
  'The value of {} is longer than {} characters, or has a NUL.': 'Значение {1} длиннее {2} знаков или содержит NUL.',
  'The secret {} needs {} characters, so that it can be masked.':
    'В секрете {1} нужно не меньше {2} знаков, чтобы его можно было скрыть.',
  'There is no recipe {} for the list to go on after.': 'Рецепта {} нет, продолжить с него список нельзя.',
  'The name of a recipe has 1 to {} characters.': 'В имени рецепта от 1 до {} знаков.',
  'Recipe {} was changed (revision {}): read it again, then change that.':
    'Рецепт {1} изменился (редакция {2}): прочитайте его снова и меняйте новую редакцию.',
  'A project has at most {} recipes; delete one first.': 'В проекте не больше {} рецептов; сначала удалите ненужный.',
  'The project has a recipe named {} already.': 'В проекте уже есть рецепт с именем {}.',
  'The recipe names no base: say for the run what to build on.': 'В рецепте не названа основа: укажите её при запуске.',
  'There is no run {} for the list to go on after.': 'Запуска {} нет, продолжить с него список нельзя.',
  'Run {} has no step {}.': 'В запуске {1} нет шага {2}.',
  'Runs belong to a project: ask for a token of one.': 'Запуски принадлежат проекту: запросите токен проекта.',
  'The disk that a disc installs onto has to have a size (machine.diskGib).':
    'У диска, на который идёт установка, должен быть размер (machine.diskGib).',
  'Profile {} asks what only a boot shows: request a boot test of the image.':
    'Профиль {} требует того, что видно только при загрузке: запросите проверку образа загрузкой.',
  '{} runs of the project are under way: wait for one of them.':
    'Выполняется запусков проекта: {}. Дождитесь одного из них.',
  'Run {} is {}; to be cancelled it must be {}.':
    'Состояние запуска {1} — {2:word}; отменить можно в состояниях: {3:word}.',
  'Start the machine': 'Запустить ВМ',
  'Shut down, read the disk and clean it': 'Выключить, прочитать диск и очистить его',
  'Shut down and read the disk': 'Выключить и прочитать диск',
  'Check {}': 'Проверить {}',
  'Publish {}': 'Опубликовать {}',
  'Upload {}': 'Передать файл {}',
  'Packages {}': 'Пакеты {}',
  'Wait {} s': 'Подождать {} с',
  'Wait for {}': 'Дождаться {}',
  Reboot: 'Перезагрузить',
  Script: 'Сценарий',
};
