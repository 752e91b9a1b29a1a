import { NO_WAIT } from '../publication/begun-publication.ts';
import { FORM_OPTIONS } from '../publication/publication-form.ts';

/** What is said when a machine is published, whether it stays or goes. */
export const PUBLISHING_OPTIONS = {
  ...FORM_OPTIONS,
  family: { kind: 'text', value: 'FAMILY', help: 'machine-clone.family', complete: 'family' },
  held: { kind: 'flag', help: 'machine-clone.held' },
  ...NO_WAIT,
} as const;

/** The machine, and what the desktop image is to be called. */
export const PUBLISHING_ARGUMENTS = [
  { name: 'machine', help: 'argument.machine', complete: 'machine' },
  { name: 'name', help: 'machine-clone.name' },
] as const;
