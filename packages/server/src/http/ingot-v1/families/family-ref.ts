import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseFamilyName, parseProjectId, type ProjectId } from '../../../kernel/ids.ts';
import type { Caller } from '../../../kernel/caller.ts';
import type { FamilyRef } from '../../../images/index.ts';

export const FAMILY_PARAMS = Type.Object({ name: Type.String({ description: 'Name of the family' }) });

/** Whose families are meant. */
export const PROJECT_QUERY = {
  project: Type.Optional(
    Type.String({ description: 'Id of the project that they belong to; that of the token unless given' }),
  ),
};

/** @throws `forbidden` for a token without a project, `not-found` for what is no id of one. */
export function projectOf(caller: Caller, text: string | undefined): ProjectId {
  if (text === undefined) {
    if (caller.projectId !== null) return caller.projectId;
    throw new IngotError('forbidden', 'A family belongs to a project: name one, or ask for a token of it.');
  }
  const project = parseProjectId(text);
  if (project === null) throw new IngotError('not-found', `No project found with ID ${text}.`);
  return project;
}

/** @throws the same; `not-found` for what is no name of a family. */
export function familyRefOf(caller: Caller, name: string, project: string | undefined): FamilyRef {
  const projectId = projectOf(caller, project);
  const family = parseFamilyName(name);
  if (family === null) throw new IngotError('not-found', `No family ${name} found in project ${projectId}.`);
  return { projectId, name: family };
}
