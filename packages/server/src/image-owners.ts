import type { ProjectRecovery } from './identity/index.ts';
import { parseProjectId } from './kernel/ids.ts';

/**
 * The projects that images belong to. With an external Keystone they are not ours: nothing of them is lost with our
 * database, and what is nobody's gets an owner that no project is, until an administrator gives it to one.
 */
export function imageOwners(embedded: ProjectRecovery | null): ProjectRecovery {
  const nobody = parseProjectId('recovered');
  if (!nobody) throw new Error("the owner of what is nobody's has no id");
  return (
    embedded ?? {
      firstProject: async () => null,
      projectName: async () => null,
      projectRecover: async () => false,
      administratorProject: async () => nobody,
    }
  );
}
