/** What the service says of the Image API. */
export const imageApi = {
  'The attribute "owner" has to be the id of a project.': 'Атрибут "owner" — идентификатор проекта.',
  '"{}" is no settable attribute.': 'Атрибут «{}» задать нельзя.',
  "Attribute '{}' is read-only.": 'Атрибут «{}» доступен только для чтения.',
  "Attribute '{}' is reserved.": 'Атрибут «{}» зарезервирован.',
  'The property "{}" has to be the id of an image, or null.': 'Свойство «{}» — идентификатор образа или null.',
  'The value of the property "{}" has to be a string.': 'Значение свойства «{}» — строка.',
  'The attribute "tags" has to be an array of strings.': 'Атрибут "tags" — массив строк.',
  'The attribute "{}" has to be a string.': 'Атрибут «{}» — строка.',
  'The attribute "{}" has to be true or false.': 'Атрибут «{}» — true или false.',
  'The attribute "{}" has to be an integer.': 'Атрибут «{}» — целое число.',
  '"{}" has to be one of {}.': '«{1}» может быть одним из: {2}.',
  'Invalid visibility value: {}.': 'Недопустимая видимость: {}.',
  'Invalid status: {}.': 'Недопустимый статус: {}.',
  'The "changes-since" filter is no longer available on v2.': 'Фильтра "changes-since" в v2 больше нет.',
  'A list takes at most {} filters; these are {}.': 'В списке может быть не больше {1} фильтров, указано {2}.',
  'Unable to filter on a range with a non-numeric value: {}.': 'Фильтр по диапазону требует числа: {}.',
  'The operations of a patch have to be JSON objects.': 'Операции изменения — объекты JSON.',
  'The member "op" of an operation has to be one of {}.': 'Член "op" операции должен быть одним из: {}.',
  'An operation has to have exactly one of the members {}.': 'В операции должен быть ровно один из членов: {}.',
  'Property {} may not be removed.': 'Свойство {} удалить нельзя.',
  'The operation "{}" needs a member named "value".': 'Для операции «{}» нужен член "value".',
  'Property {} does not exist.': 'Свойства {} нет.',
  'Property {} already present.': 'Свойство {} уже есть.',
  'Image PATCH expects Content-Type one of: {}.': 'Для PATCH образа нужен Content-Type из: {}.',
  'Old and new sorting syntax cannot be combined.': 'Старый и новый способы сортировки нельзя сочетать.',
  'Number of sort dirs does not match the number of sort keys.': 'Число направлений сортировки не равно числу ключей.',
  'Invalid sort key: {}. It must be one of the following: {}.': 'Недопустимый ключ сортировки: {1}. Допустимы: {2}.',
  'Invalid sort direction: {}. It must be asc or desc.':
    'Недопустимое направление сортировки: {}. Допустимы asc и desc.',
  "Task 'type' and 'input' are required.": 'Нужны «type» и «input» задачи.',
  "Tasks can only be created with the type 'import'.": 'Создать можно только задачу типа «import».',
  "Task 'input' has to be a JSON object.": '«input» задачи — объект JSON.',
  "Input to a task of type 'import' needs 'import_from', an address.":
    'В задаче типа «import» нужен «import_from», адрес.',
  "Input needs 'import_from_format', a disk format.": 'В «input» нужен «import_from_format», формат диска.',
  "Input needs 'image_properties', a JSON object.": 'В «input» нужен «image_properties», объект JSON.',
  "Import request requires a 'method' field.": 'В запросе импорта нужно поле «method».',
  "'all_stores' must be boolean value only.": '«all_stores» — true или false.',
  "'all_stores_must_succeed' must be boolean value only.": '«all_stores_must_succeed» — true или false.',
  "'all_stores_must_succeed' can only be false where there are several stores.":
    '«all_stores_must_succeed» может быть false, только если хранилищ несколько.',
  'Unknown import method; it has to be one of {}.': 'Неизвестный способ импорта; допустимы: {}.',
  'The import method web-download needs a member named "uri".': 'Для импорта web-download нужен член "uri".',
  'The path of an operation has to be a string that begins with "/".': 'Путь операции — строка, начинающаяся с "/".',
  'The path "{}" holds a "~" that is not part of "~0" or "~1".': 'В пути «{}» есть "~", не входящая в "~0" или "~1".',
  'The locations of images are not visible here, so they cannot be changed.':
    'Расположения образов здесь не видны, поэтому их нельзя менять.',
  'The path "{}" does not name an attribute of an image.': 'Путь «{}» не указывает на атрибут образа.',
  'Expected a member in the form {"member": "project id"}.':
    'Ожидается участник в виде {"member": "идентификатор проекта"}.',
  'The image is not shared with {}.': 'Образ не предоставлен проекту {}.',
  'Expected a status in the form {"status": "{}"}.': 'Ожидается статус в виде {"status": "{}"}.',
  'The attribute "id" has to be a UUID.': 'Атрибут "id" — UUID.',
  'Multi backend is not supported at this site: there is one store.':
    'Хранилище здесь одно, выбор хранилища не поддерживается.',
  'Caching via API is not supported at this site: every image is read from the store.':
    'Кэшем здесь не управляют: каждый образ читается из хранилища.',
  'Locations of images are not visible at this site.': 'Расположения образов здесь не видны.',
  "Invalid value '{}' for '{}' filter; it has to be 'true' or 'false'.":
    'Недопустимое значение «{1}» фильтра «{2}»; нужно «true» или «false».',
  'Bad "{}" query filter format; write [operator:]time with the time in ISO 8601.':
    'Недопустимый фильтр «{}»; пишите [оператор:]время, время по ISO 8601.',
  'Unable to filter "{}" by this operator; use one of {}.':
    'Фильтр «{1}» не поддерживает этот оператор; допустимы: {2}.',
  "Unable to filter \"{}\" by the operator '{}'; use 'in' or 'eq'.":
    'Фильтр «{1}» не поддерживает оператор «{2}»; допустимы «in» и «eq».',
  'Invalid filter value {}: quotation marks have to enclose an entry.':
    'Недопустимое значение фильтра {}: кавычки должны охватывать элемент целиком.',
  'Invalid {} value: {}; it has to be one of {}.': 'Недопустимое значение {1}: {2}; допустимы: {3}.',
  'Invalid marker format.': 'Недопустимый маркер.',
  'No task found with ID {}.': 'Задача {} не найдена.',
  'The header {} has to be a number of bytes.': 'Заголовок {} — число байт.',
};
