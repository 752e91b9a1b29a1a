/** What the service says of the Block Storage API. */
export const volumeApi = {
  'Volume {} could not be found.': 'Диск {} не найден.',
  'Snapshot {} could not be found.': 'Снимок {} не найден.',
  'Limits are of a project: ask for a token of one.': 'Ограничения относятся к проекту: запросите токен проекта.',
  'This list has no parameter {}; it has {}.': 'У этого списка нет параметра {1}; есть {2}.',
  '{} is "{}", but has to be true or false.': '{1} — «{2}», а должно быть true или false.',
  '{} is "{}", but has to be a whole number, not below 0.': '{1} — «{2}», а должно быть целое число не меньше 0.',
  'The parameters "sort_key" and "sort_dir" cannot be used together with "sort".':
    'Параметры "sort_key" и "sort_dir" нельзя использовать вместе с "sort".',
  'Expected one pair in the form {"meta": {{}: "value"}}.': 'Ожидается одна пара вида {"meta": {{}: "значение"}}.',
  'There is no metadata with the key {}.': 'Метаданных с ключом {} нет.',
  '{} is given, but there are no such things here.': 'Указан параметр {}, но здесь такого не бывает.',
  'May specify only one of snapshot, imageRef or source volume.':
    'Укажите только одно из: снимок, imageRef или исходный диск.',
  'There are no backups here: make an image of a volume or a snapshot.':
    'Резервных копий здесь нет: создайте образ из диска или снимка.',
  'Attachments are part of their volumes here.': 'Подключения здесь — часть самих дисков.',
  'There are no groups of volumes here.': 'Групп дисков здесь нет.',
  'There are no messages here: a volume that failed says why.':
    'Сообщений здесь нет: причину неудачи называет сам диск.',
  'Volumes are not transferred between projects here: share an image of one.':
    'Диски между проектами не передают: предоставьте доступ к образу диска.',
  'There is no limit {} here; there are {}.': 'Ограничения {1} здесь нет; есть {2}.',
  '{} has to be a whole number, or -1 for as much as there is.': '{} — целое число или -1, если без ограничения.',
  'Project {} could not be found.': 'Проект {} не найден.',
  'A snapshot is reset to error only.': 'Снимок можно перевести только в состояние error.',
  'Since 3.66 force is always on; leave it out.': 'Начиная с 3.66 force включён всегда; не указывайте его.',
  '{} is "{}", but has to be {}.': '{1} — «{2}», а должно быть {3:word}.',
  'A volume stays on the host that made it; make an image of it and another volume from that.':
    'Диск остаётся на узле, где он создан; сделайте из него образ, а из образа — другой диск.',
  'A volume is a file on the host that made it, which is opened there and not connected to.':
    'Диск — это файл на узле, где он создан: его открывают там, подключений к нему нет.',
  'There is one volume type, so there is no other to change to.': 'Тип дисков один, менять его не на что.',
  'The machine has to let go of the volume first; then ask for os-detach.':
    'Сначала ВМ должна отпустить диск; после этого запросите os-detach.',
  'The disk of a volume is not replaced; make another volume from the image.':
    'Содержимое диска не заменяют; создайте из образа другой диск.',
  'A volume is extended by this service alone; nobody has to confirm it.':
    'Сервис увеличивает диск сам; подтверждение не нужно.',
  'The disk of a volume is not replaced; make another volume from the snapshot.':
    'Содержимое диска не заменяют; создайте из снимка другой диск.',
  'Volume type {} could not be found.': 'Тип дисков {} не найден.',
  'The token is for no project; volumes belong to one.': 'Токен выдан не для проекта, а диски принадлежат проектам.',
  'Malformed request URL: it names project {}, but the token is for {}.':
    'Неверный адрес: в нём проект {1}, а токен — для проекта {2}.',
};
