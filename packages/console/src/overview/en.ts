export const en = {
  'overview.title': 'Project {{project}}',
  'overview.quotas': 'Quotas',
  'overview.images': 'Newest images',
  'overview.allImages': 'All images',
  'overview.activity': 'Under way',
  'overview.firstSteps':
    'Begin with an image: upload the disk of a machine, or create an image source VM and install a system on it. Then check it, share it, publish it.',
} as const;
