/** What the service says of OVA files. */
export const ova = {
  'The description in the OVA is no OVF.': 'Описание в OVA — не OVF.',
  'The OVA holds {} machines. Export the wanted one alone.':
    'В OVA несколько машин ({}). Экспортируйте нужную отдельно.',
  'A disk in the OVA needs its parent.': 'Диску в OVA нужен родительский.',
  'A disk in the OVA has a file that is not listed.': 'У диска в OVA файл, которого нет в перечне.',
  'The file {} in the OVA is not what its manifest says. Send the original again.':
    'Файл {} в OVA не соответствует описи. Отправьте оригинал снова.',
  'The manifest of the OVA lists the file {} twice.': 'В описи OVA файл {} назван дважды.',
  'The manifest of the OVA has a line that is no checksum.':
    'В описи OVA есть строка, которая не является контрольной суммой.',
  'The OVA lacks the file {} of its manifest.': 'В OVA нет файла {} из её описи.',
  'The OVA has no description (a file that ends in .ovf).': 'В OVA нет описания (файла, кончающегося на .ovf).',
  'The OVA has no disk with content.': 'В OVA нет диска с содержимым.',
  'The OVA lacks the file {} of its disk.': 'В OVA нет файла {} её диска.',
  'The OVA has several files that end in {}.': 'В OVA несколько файлов, кончающихся на {}.',
  'The file {} in the OVA is too large.': 'Файл {} в OVA слишком велик.',
  'The OVA has more than {} files.': 'В OVA больше {} файлов.',
  'The OVA ends before its file {} does.': 'OVA обрывается внутри файла {}.',
  'The OVA has two files that are named {}.': 'В OVA два файла с именем {}.',
  'The file is no OVA: it is no tar file.': 'Файл — не OVA: это не архив tar.',
  'The file is no OVA, or a damaged one: a tar header is not sound.':
    'Файл — не OVA или повреждён: заголовок tar неисправен.',
  'The OVA holds {}, which is no regular file (tar type {}).': 'В OVA есть {1}, это не обычный файл (тип tar {2}).',
  'The OVA has a file of an impossible size.': 'В OVA есть файл невозможного размера.',
  'The file is no OVA, or a damaged one: a tar header has a number that is none.':
    'Файл — не OVA или повреждён: в заголовке tar вместо числа что-то другое.',
  'The description in the OVA is larger than that of any machine.': 'Описание в OVA больше, чем бывает у машины.',
  'The description in the OVA is not the XML that it should be: {}.': 'Описание в OVA — неправильный XML: {:word}.',
};
