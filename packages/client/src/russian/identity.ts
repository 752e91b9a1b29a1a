/** What the service says of people, projects and tokens. */
export const identity = {
  'You are not authorized to perform the requested action.': 'У вас нет прав на это действие.',
  'An application credential is for a project; use a token with project scope.':
    'Учётные данные приложения относятся к проекту; используйте токен проекта.',
  'This application credential is restricted: it cannot make or delete application credentials.':
    'Эти учётные данные приложения ограничены: с ними нельзя создавать и удалять учётные данные.',
  'You do not have the role {} here.': 'У вас нет здесь роли {}.',
  'A secret has 1 to {} characters.': 'В секрете от 1 до {} знаков.',
  'An application credential cannot expire before it is made.':
    'Срок учётных данных не может истечь раньше, чем они созданы.',
  'An enabled domain cannot be deleted; disable it first.': 'Включённый домен удалить нельзя; сначала отключите его.',
  'The domain {} belongs to the service and cannot be {}.': 'Домен {1} служебный, его нельзя {2:word}.',
  'Too many sign-ins at once from your address; try again shortly.':
    'Слишком много одновременных входов с вашего адреса; повторите попытку чуть позже.',
  'Too many sign-ins at once; try again shortly.': 'Слишком много одновременных входов; повторите попытку чуть позже.',
  'Another one with this name exists already.': 'Такое имя уже занято.',
  'Keystone, which knows who you are, cannot be asked now; try again shortly.':
    'Keystone, который знает пользователей, сейчас недоступен; повторите попытку чуть позже.',
  'Keystone does not validate tokens for us (status {}); {}.':
    'Keystone не проверяет для нас токены (статус {1}); {2}.',
  'Keystone does not tell us what it revokes (status {}); {}. Until then tokens are validated anew every identity.keystone.revocation-interval.':
    'Keystone не сообщает об отзывах (статус {1}); {2}. До тех пор токены проверяются заново каждые identity.keystone.revocation-interval.',
  'The access rules of the application credential do not allow this request.':
    'Правила доступа этих учётных данных приложения не разрешают такой запрос.',
  'Keystone at {} refuses the user "{}" of the domain "{}" on the project "{}" of the domain "{}"; check identity.keystone.username, password-file, project, user-domain and project-domain, and that the user has a role there.':
    'Keystone по адресу {1} не принимает пользователя «{2}» домена «{3}» в проекте «{4}» домена «{5}»; проверьте identity.keystone.username, password-file, project, user-domain и project-domain и роль пользователя.',
  'Too many failed sign-ins; try again later.': 'Слишком много неудачных попыток входа; повторите позже.',
  'The name of a {} must have 1 to {} characters and not be blank.':
    'Имя ({1:word}) должно содержать от 1 до {2} знаков и не быть пустым.',
  'There is already a {} with the name {}.': 'Имя {2} уже занято ({1:word}).',
  'The marker {} is not in the list (any more).': 'Маркера {} в списке (больше) нет.',
  'A stored password hash cannot be read.': 'Сохранённый хеш пароля не удаётся прочитать.',
  'A tag has 1 to {} characters without comma and slash.': 'В теге от 1 до {} знаков, без запятых и косых черт.',
  'A project has at most {} tags.': 'У проекта может быть не больше {} тегов.',
  'No role can imply the role admin.': 'Никакая роль не может включать роль admin.',
  'The role {} belongs to the service and cannot be {}.': 'Роль {1} служебная, её нельзя {2:word}.',
  'You have no role on any project: ask your administrator for one.':
    'У вас нет роли ни в одном проекте: обратитесь к администратору.',
  'An application credential has its own scope; do not ask for another one.':
    'У учётных данных приложения своя область; другую не запрашивайте.',
  'The file {} holds no key.': 'В файле {} нет ключа.',
  'There is no key in {}.': 'Ключа нет: {}.',
  'A line of {} is not a key: it must be {} bytes in base64.': 'Строка файла {1} — не ключ: нужно {2} байт в base64.',
  'Could not find the token.': 'Токен не найден.',
  'A password has 1 to {} characters.': 'В пароле от 1 до {} знаков.',
};
