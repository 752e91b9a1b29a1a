/** What the service says of the formats of images. */
export const diskFormats = {
  'The file is a {} image, which is not accepted under any disk_format.':
    'Файл — образ {}, который не принимается ни с каким disk_format.',
  'Convert it to qcow2 with a tool that reads it, and upload the result.':
    'Преобразуйте его в qcow2 программой, которая умеет его читать, и загрузите результат.',
  'Convert it: `qemu-img convert -f {} -O qcow2 SOURCE TARGET`, and upload the result as qcow2.':
    'Преобразуйте его: `qemu-img convert -f {} -O qcow2 SOURCE TARGET`, и загрузите результат как qcow2.',
  'The {} should reach byte {}, but the file ends at byte {}.':
    'Неисправен файл: {1:word} доходит до байта {2}, но файл кончается на байте {3}.',
  'The {} is {} bytes long; {} are accepted.': 'Неисправен файл: {1:word} — {2} байт; допускается {3}.',
  'The image is declared as {}, but its content is {}.': 'Образ объявлен как {1}, но его содержимое — {2}.',
  'Declare disk_format=raw: an encrypted disk is stored as it is.':
    'Укажите disk_format=raw: зашифрованный диск хранится как есть.',
  'Declare disk_format=iso.': 'Укажите disk_format=iso.',
  'Declare disk_format={}: nothing but an ISO 9660 or UDF disc is an iso.':
    'Укажите disk_format={}: iso — это только диски ISO 9660 и UDF.',
  'Either declare disk_format={}, or convert it: `qemu-img convert -f {} -O {} SOURCE TARGET`.':
    'Укажите disk_format={1} или преобразуйте файл: `qemu-img convert -f {2} -O {3} SOURCE TARGET`.',
  'The file can be read as {} at the same time.': 'Файл можно прочитать одновременно как {}.',
  'Rewrite it with `qemu-img convert -f FORMAT -O qcow2 SOURCE TARGET`, naming the format it is meant to have, and upload the result as qcow2.':
    'Перепишите его командой `qemu-img convert -f FORMAT -O qcow2 SOURCE TARGET`, указав нужный формат, и загрузите результат как qcow2.',
  'The image is declared as {}, but does not begin like one.': 'Образ объявлен как {}, но начинается иначе.',
  'The ISO volume has blocks of {} bytes, which ISO 9660 does not allow.':
    'В томе ISO блоки по {} байт, чего ISO 9660 не допускает.',
  'The ISO volume should be {} bytes long, but the file ends at byte {}.':
    'Том ISO должен занимать {1} байт, но файл кончается на байте {2}.',
  'Convert the container to LUKS2 with `cryptsetup convert`, or upload the decrypted disk.':
    'Преобразуйте контейнер в LUKS2 командой `cryptsetup convert` или загрузите расшифрованный диск.',
  'The LUKS header has version {}; 1 and 2 are known.': 'Версия заголовка LUKS — {}; поддерживаются 1 и 2.',
  'The LUKS2 header claims a length of {} bytes, which the format does not have.':
    'Длина заголовка LUKS2 якобы {} байт, чего в этом формате не бывает.',
  "The image's tables are larger than any sound image of its size needs (gave up after {} reads).":
    'Таблицы образа больше, чем нужно исправному образу такого размера (остановлено после {} чтений).',
  'Could not read {} bytes at {} of the image.': 'Не удалось прочитать {1} байт с позиции {2} образа.',
  'The ploop header has version {}; only 2 is supported.': 'Версия заголовка ploop — {}; поддерживается только 2.',
  'The ploop image is marked as in use.': 'Образ ploop помечен как используемый.',
  'The ploop header has unknown flags 0x{}.': 'В заголовке ploop неизвестные флаги 0x{}.',
  'The ploop image carries a format extension.': 'В образе ploop есть расширение формата.',
  'The ploop image has clusters of {} sectors.': 'В образе ploop кластеры по {} секторов.',
  'The ploop allocation table has {} entries, too few for a disk of {} bytes.':
    'В таблице размещения ploop {1} записей — мало для диска в {2} байт.',
  'The qcow2 image has more than {} header extensions.': 'В образе qcow2 больше {} расширений заголовка.',
  "The qcow2 header extension at byte {} is longer than the header's cluster.":
    'Расширение заголовка qcow2 на байте {} не помещается в кластер заголовка.',
  'The qcow2 image keeps its data in another file, "{}".': 'Образ qcow2 хранит данные в другом файле, «{}».',
  'The qcow2 encryption header pointer has {} bytes, not 16.':
    'Указатель на заголовок шифрования qcow2 занимает {} байт, а не 16.',
  'The qcow2 image needs incompatible features that we do not know (0x{}).':
    'Образу qcow2 нужны неизвестные несовместимые возможности (0x{}).',
  'The qcow2 image keeps its data in another file.': 'Образ qcow2 хранит данные в другом файле.',
  'The qcow2 image is marked as corrupt.': 'Образ qcow2 помечен как повреждённый.',
  'The qcow2 header has version {}; 2 and 3 are supported.': 'Версия заголовка qcow2 — {}; поддерживаются 2 и 3.',
  'The qcow2 image has clusters of 2^{} bytes; the format allows 2^9 to 2^21.':
    'В образе qcow2 кластеры по 2^{} байт; формат допускает от 2^9 до 2^21.',
  'The qcow2 image has subclusters in clusters of only {} bytes.':
    'В образе qcow2 субкластеры в кластерах всего по {} байт.',
  'The qcow2 image claims a disk of {} bytes.': 'В образе qcow2 якобы диск в {} байт.',
  'The qcow2 image is an overlay: it needs the backing file "{}".':
    'Образ qcow2 — наложение: ему нужен базовый файл «{}».',
  'The qcow2 header claims a length of {} bytes.': 'Длина заголовка qcow2 якобы {} байт.',
  'The qcow2 image has reference counts of 2^{} bits; the format allows up to 2^6.':
    'Счётчики ссылок образа qcow2 — 2^{} бит; формат допускает до 2^6.',
  'The qcow2 image is compressed with method {}, which we do not know.': 'Образ qcow2 сжат неизвестным методом {}.',
  'The qcow2 header contradicts itself about its compression method.':
    'Заголовок qcow2 противоречит сам себе в методе сжатия.',
  'The qcow2 image is encrypted with the old AES method, which is broken and not accepted.':
    'Образ qcow2 зашифрован старым методом AES, который ненадёжен и не принимается.',
  'The qcow2 image is encrypted with method {}, which we do not know.':
    'Образ qcow2 зашифрован неизвестным методом {}.',
  "The qcow2 L1 table claims {} entries; QEMU's limit is 4194304.":
    'В таблице L1 qcow2 якобы {} записей; QEMU допускает 4194304.',
  'The qcow2 L1 table has {} entries, too few for {} bytes.': 'В таблице L1 qcow2 {1} записей — мало для {2} байт.',
  "The qcow2 reference count table claims {} bytes; QEMU's limit is 8 MiB.":
    'Таблица счётчиков ссылок qcow2 якобы занимает {} байт; QEMU допускает 8 МиБ.',
  'The {} starts at byte {}, which is not a cluster boundary.':
    'Неисправен образ: {1:word} начинается на байте {2}, не на границе кластера.',
  'The qcow2 image says it is encrypted with LUKS, but has no LUKS header.':
    'Образ qcow2 заявляет шифрование LUKS, но заголовка LUKS в нём нет.',
  'The disk in the qcow2 image is encrypted.': 'Диск в образе qcow2 зашифрован.',
  'Two tables of the qcow2 image share the cluster at byte {}.': 'Две таблицы образа qcow2 делят кластер на байте {}.',
  'The qcow2 L1 table uses reserved bits.': 'В таблице L1 qcow2 заняты зарезервированные биты.',
  'A qcow2 L2 table uses reserved bits.': 'В таблице L2 qcow2 заняты зарезервированные биты.',
  'The qcow2 image maps data at byte {}, which is not a cluster boundary.':
    'Образ qcow2 размещает данные на байте {}, не на границе кластера.',
  'The qcow2 image maps data at byte {}, but the file ends at byte {}.':
    'Образ qcow2 размещает данные на байте {1}, но файл кончается на байте {2}.',
  'The qcow2 image claims {} internal snapshots; {} are accepted.':
    'В образе qcow2 якобы {1} внутренних снимков; допускается {2}.',
  "Snapshot {} of the qcow2 image claims tables beyond QEMU's limits.":
    'Таблицы снимка {} образа qcow2 превышают ограничения QEMU.',
  'On the machine that holds every file of the disk, make one self-contained image with `qemu-img convert -O qcow2 SOURCE TARGET`, and upload that.':
    'На машине, где есть все файлы диска, сделайте один самостоятельный образ командой `qemu-img convert -O qcow2 SOURCE TARGET` и загрузите его.',
  'Rewrite it with `qemu-img convert -O qcow2 SOURCE TARGET`, and upload the result as qcow2.':
    'Перепишите его командой `qemu-img convert -O qcow2 SOURCE TARGET` и загрузите результат как qcow2.',
  'Declare the disk_format that the file really has.': 'Укажите disk_format, который у файла на самом деле.',
  'Decrypt it with `qemu-img convert -O qcow2 SOURCE TARGET`, or encrypt it with LUKS (`-o encrypt.format=luks`).':
    'Расшифруйте его командой `qemu-img convert -O qcow2 SOURCE TARGET` или зашифруйте LUKS (`-o encrypt.format=luks`).',
  'Leave the internal snapshots behind: `qemu-img convert -O qcow2 SOURCE TARGET` copies the current state only.':
    'Оставьте внутренние снимки в стороне: `qemu-img convert -O qcow2 SOURCE TARGET` копирует только текущее состояние.',
  'Compare the size and checksum with the original, and upload the whole file again.':
    'Сверьте размер и контрольную сумму с оригиналом и загрузите файл целиком ещё раз.',
  'Shut down what was writing to it, repair it with `qemu-img check -r all FILE`, and upload it again.':
    'Завершите программу, которая в него писала, исправьте его командой `qemu-img check -r all FILE` и загрузите снова.',
  'Examine it with `qemu-img check FILE`; if the original is sound, upload it again.':
    'Проверьте его командой `qemu-img check FILE`; если оригинал исправен, загрузите его снова.',
  'The VDI header has version 0x{}; only 1.1 is supported.': 'Версия заголовка VDI — 0x{}; поддерживается только 1.1.',
  'The VDI is a differencing image: it needs a parent disk.': 'VDI — разностный образ: ему нужен родительский диск.',
  'The VDI has image type {}; only dynamic (1) and static (2) are supported.':
    'Тип образа VDI — {}; поддерживаются только динамический (1) и статический (2).',
  'The VDI has sectors of {} bytes and blocks of {} + {} bytes; only 512 and 1 MiB + 0 are supported.':
    'В VDI секторы по {1} байт и блоки по {2} + {3} байт; поддерживаются только 512 и 1 МиБ + 0.',
  'The VDI block map has {} entries, too few for a disk of {} bytes.':
    'В карте блоков VDI {1} записей — мало для диска в {2} байт.',
  'The VHD has no dynamic header at byte {}.': 'У VHD нет динамического заголовка на байте {}.',
  'The VHD dynamic header has version 0x{}; only 1.0 is supported.':
    'Версия динамического заголовка VHD — 0x{}; поддерживается только 1.0.',
  'The VHD names a parent disk.': 'VHD называет родительский диск.',
  'The VHD has blocks of {} bytes; a power of two from 4 KiB to 256 MiB is supported.':
    'В VHD блоки по {} байт; поддерживаются степени двойки от 4 КиБ до 256 МиБ.',
  'The VHD block table has {} entries, too few for a disk of {} bytes.':
    'В таблице блоков VHD {1} записей — мало для диска в {2} байт.',
  'The VHD footer has version 0x{}; only 1.0 is supported.': 'Версия концевика VHD — 0x{}; поддерживается только 1.0.',
  'The VHD claims {} sectors; the format allows 2040 GiB.': 'В VHD якобы {} секторов; формат допускает 2040 ГиБ.',
  'The VHD is a differencing disk: it needs its parent.': 'VHD — разностный диск: ему нужен родительский.',
  'The VHD starts with a footer of disk type {}; only a dynamic disk (3) may.':
    'VHD начинается с концевика диска типа {}; так может начинаться только динамический (3).',
  'The two footers of the VHD describe different disks.': 'Два концевика VHD описывают разные диски.',
  'The VHD has disk type {}, but does not start as such a disk must.':
    'Тип диска VHD — {}, но начинается он не так, как положено.',
  'The fixed VHD should hold {} bytes, but only {} are there.':
    'В фиксированном VHD должно быть {1} байт, но есть только {2}.',
  'The fixed VHD describes {} bytes, but {} lie before its footer.':
    'Фиксированный VHD описывает {1} байт, но перед концевиком лежит {2}.',
  'The VHD does not end in a footer.': 'VHD не заканчивается концевиком.',
  'Neither header of the VHDX is sound.': 'Оба заголовка VHDX неисправны.',
  'The VHDX header has version {}; only 1 is supported.': 'Версия заголовка VHDX — {}; поддерживается только 1.',
  'The VHDX was not closed properly: its log holds writes that are not in the disk yet.':
    'VHDX закрыт неправильно: в его журнале есть записи, которых ещё нет на диске.',
  'The VHDX block allocation table is too short for a disk of {} bytes.':
    'Таблица размещения блоков VHDX коротка для диска в {} байт.',
  'The VHDX has blocks whose rest is in a parent disk.': 'В VHDX есть блоки, остаток которых на родительском диске.',
  'Block {} of the VHDX is in state {}, which does not exist.': 'Состояние блока {1} VHDX — {2}, такого не бывает.',
  'The VHDX metadata lack the required item {}.': 'В метаданных VHDX нет обязательного элемента {}.',
  'The VHDX is a differencing disk: it needs its parent.': 'VHDX — разностный диск: ему нужен родительский.',
  'The VHDX has blocks of {} bytes; the format allows 1 to 256 MiB.':
    'В VHDX блоки по {} байт; формат допускает от 1 до 256 МиБ.',
  'The VHDX has sectors of {} bytes; the format allows 512 and 4096.':
    'В VHDX секторы по {} байт; формат допускает 512 и 4096.',
  'The VHDX claims a disk of {} bytes; the format allows whole sectors up to 64 TiB.':
    'В VHDX якобы диск в {} байт; формат допускает целые секторы до 64 ТиБ.',
  'The VHDX has no metadata table at byte {}.': 'На байте {} нет таблицы метаданных VHDX.',
  'The VHDX metadata table claims {} entries; 2047 fit.':
    'В таблице метаданных VHDX якобы {} записей; помещается 2047.',
  'The VHDX names a parent disk.': 'VHDX называет родительский диск.',
  'The VHDX metadata hold the item {} twice.': 'Элемент {} встречается в метаданных VHDX дважды.',
  'The VHDX needs a metadata item that we do not know ({}).': 'VHDX требует неизвестного элемента метаданных ({}).',
  'Neither region table of the VHDX is sound.': 'Обе таблицы областей VHDX неисправны.',
  'The VHDX region table claims {} entries; 2047 fit.': 'В таблице областей VHDX якобы {} записей; помещается 2047.',
  'The VHDX needs a region that we do not know ({}).': 'VHDX требует неизвестной области ({}).',
  'The VHDX names the region {} twice.': 'VHDX называет область {} дважды.',
  'The VHDX has no block allocation table or no metadata.': 'В VHDX нет таблицы размещения блоков или метаданных.',
  'A VHDX region starts at byte {}, off the 1 MiB grid.': 'Область VHDX начинается на байте {}, не кратном 1 МиБ.',
  'The VMDK descriptor names a parent disk.': 'Описание VMDK называет родительский диск.',
  'The VMDK descriptor has a line that is no statement: "{}".': 'В описании VMDK непонятная строка: «{}».',
  'The VMDK descriptor refers to a parent disk.': 'Описание VMDK ссылается на родительский диск.',
  'The VMDK descriptor names {} extents; only a single one is accepted.':
    'В описании VMDK частей: {}; допускается только одна.',
  'The VMDK descriptor has no createType.': 'В описании VMDK нет createType.',
  'The VMDK has createType "{}"; only monolithicSparse and streamOptimized keep all data in one file.':
    'createType у VMDK — «{}»; все данные в одном файле держат только monolithicSparse и streamOptimized.',
  'The VMDK descriptor reaches for data in another file: "{}".':
    'Описание VMDK обращается к данным в другом файле: «{}».',
  'The VMDK descriptor sets {} twice.': 'Описание VMDK задаёт {} дважды.',
  'The streamOptimized VMDK does not end in its footer.': 'streamOptimized VMDK не заканчивается концевиком.',
  'The footer of the VMDK points at another footer.': 'Концевик VMDK указывает на другой концевик.',
  'The header and the footer of the VMDK describe different disks.':
    'Заголовок и концевик VMDK описывают разные диски.',
  'The compressed VMDK grain at byte {} is not the one that its table says.':
    'Сжатый фрагмент VMDK на байте {} — не тот, что указан в таблице.',
  'The VMDK header has version {}; 1 to 3 are supported.': 'Версия заголовка VMDK — {}; поддерживаются от 1 до 3.',
  'The VMDK was transferred in text mode, which damaged it.': 'VMDK передавали в текстовом режиме и этим повредили.',
  'Upload it again, in binary mode.': 'Загрузите его снова в двоичном режиме.',
  'The VMDK is compressed with method {}, which we do not know.': 'VMDK сжат неизвестным методом {}.',
  'The VMDK has no capacity of its own: its data are in other files.':
    'У VMDK нет собственного объёма: его данные в других файлах.',
  'The VMDK claims {} sectors, more than any disk has.':
    'В VMDK якобы {} секторов — столько ни на одном диске не бывает.',
  'The VMDK has grains of {} sectors; a power of two from 8 is required.':
    'В VMDK фрагменты по {} секторов; нужна степень двойки от 8.',
  'The VMDK has compressed grains of {} MiB; up to 2 MiB are supported.':
    'В VMDK сжатые фрагменты по {} МиБ; поддерживаются до 2 МиБ.',
  'The VMDK has grain tables of {} entries; {} are supported.':
    'В таблицах фрагментов VMDK {1} записей; поддерживается {2}.',
  'The VMDK is an ESX redo log: it needs its parent disk.': 'VMDK — журнал изменений ESX: ему нужен родительский диск.',
  'The file is only the descriptor of a VMDK: its data are in other files.':
    'Файл — только описание VMDK: данные в других файлах.',
  'The VMDK header should be {} bytes long.': 'Заголовок VMDK должен занимать {} байт.',
  'The VMDK descriptor claims {} bytes; 64 KiB are accepted.':
    'Описание VMDK якобы занимает {} байт; допускается 64 КиБ.',
  'The VMDK has no descriptor: it is one extent of a disk in several files.':
    'У VMDK нет описания: это одна из частей диска в нескольких файлах.',
  'The compressed VMDK grain at byte {} claims a length of {} bytes.':
    'Сжатый фрагмент VMDK на байте {1} якобы занимает {2} байт.',
};
