import type { ArgumentSpec, OptionSpecs } from '../../command/command.ts';

export const FAMILY_ARGUMENT = {
  name: 'family',
  help: 'argument.family',
  complete: 'family',
} as const satisfies ArgumentSpec;

/** Whose families are meant. */
export const OF_PROJECT = {
  project: { kind: 'text', value: 'ID', help: 'family.project' },
} as const satisfies OptionSpecs;

/** What every change of a family takes. */
export const CHANGE_OPTIONS = {
  ...OF_PROJECT,
  reason: { kind: 'text', value: 'TEXT', help: 'family.reason' },
} as const satisfies OptionSpecs;

export function projectQuery(project: string | undefined): { readonly project?: string } {
  return project === undefined ? {} : { project };
}

export function reasonOf(reason: string | undefined): { readonly reason?: string } {
  return reason === undefined ? {} : { reason };
}
