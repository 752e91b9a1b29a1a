export const en = {
  'trash.empty.title': 'The trash is empty',
  'trash.empty.text': 'Deleted images lie here for a time, and can be taken back until it is over.',
  'trash.deleted': 'Deleted',
  'trash.until': 'Kept until',
  'trash.restore': 'Restore',
  'trash.restoreOne': 'Restore: {{name}}',
  'trash.restored': '{{name}} is back',
  'trash.purge': 'Delete for good',
  'trash.purgeOne': 'Delete for good: {{name}}',
  'trash.purge.title': 'Delete {{name}} for good?',
  'trash.purge.text':
    'Nobody can take it back afterwards. Of its {{bytes}} the store frees what no other image or disk has in common with it.',
} as const;
