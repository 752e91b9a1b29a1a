/** What every page says in English. What one feature says stands in its own folder. */
export const en = {
  'app.name': 'Ingot',
  'app.menu': 'Sections',
  'app.language': 'Language',
  'app.theme': 'Theme',
  'app.theme.light': 'Light',
  'app.theme.dark': 'Dark',
  'app.theme.system': 'As the system',
  'app.skip': 'Skip to the content',
  'app.notFound.title': 'There is no such page',
  'app.notFound.text': 'The address may be mistyped, or what it led to has been deleted.',
  'app.notFound.home': 'To the images',

  'error.retry': 'Try again',
  'error.unreachable.title': 'The service does not answer',
  'error.unreachable.text': 'Check your connection. What was under way goes on where it can.',
  'error.request': 'Request {{id}}',

  'session.title': 'Sign in',
  'session.user': 'User',
  'session.password': 'Password',
  'session.domain': 'Domain',
  'session.submit': 'Sign in',
  'session.wrong': 'The name or the password is wrong.',
  'session.ended': 'Your session has ended. Sign in to go on where you were.',
  'session.signOut': 'Sign out',
  'session.project': 'Project',

  'word.yes': 'Yes',
  'word.no': 'No',
  'word.none': '—',

  'section.images': 'Images',
  'section.ofImages': 'Of images',
  'section.allImages': 'All images',
  'section.offers': 'Shared with me',
  'section.trash': 'Trash',
  'section.activity': 'Activity',
  'section.flavors': 'Flavors',

  'unit.mib': 'MiB',
  'unit.gib': 'GiB',

  'word.actions': 'Actions',
  'word.actionsOf': 'Actions: {{name}}',

  'dialog.cancel': 'Cancel',
} as const;
