/** The publication that a command is about. */
export const PUBLICATION_ARGUMENT = {
  name: 'publication',
  help: 'argument.publication',
  complete: 'publication',
} as const;
