import type { Kysely, Transaction } from 'kysely';
import type { ProjectId } from '../kernel/ids.ts';
import type { ImagePolicy } from './image-policy.ts';
import type { InspectionTables } from './inspection-tables.sql.ts';

export async function policyFind(
  kysely: Kysely<InspectionTables> | Transaction<InspectionTables>,
  projectId: ProjectId,
): Promise<ImagePolicy | null> {
  const row = await kysely
    .selectFrom('image_policy')
    .selectAll()
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  if (!row) return null;
  // Written by `policyWrite`, and by nobody else.
  return { projectId, required: JSON.parse(row.required) as string[], checked: JSON.parse(row.checked) as string[] };
}
