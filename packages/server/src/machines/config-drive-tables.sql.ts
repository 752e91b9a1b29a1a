import type { Kysely } from 'kysely';
import type { MachineId } from '../kernel/ids.ts';

type OldTables = {
  machine: { id: MachineId; user_data: string | null; config_drive: 0 | 1 };
};

/**
 * Gives machines what reaches their guests by a config drive. User data had been kept as text, which not all of it is.
 * Machines that have some get a drive with their next start.
 */
export async function addConfigDrives(kysely: Kysely<unknown>): Promise<void> {
  const { schema } = kysely;
  await schema.alterTable('machine').addColumn('flavor_id', 'text').execute();
  await schema.alterTable('machine').addColumn('key_public', 'text').execute();
  await schema
    .alterTable('machine')
    .addColumn('config_drive', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  const tables = kysely.withTables<OldTables>();
  const withData = tables.selectFrom('machine').select('id').where('user_data', 'is not', null);
  for (const { id } of await withData.execute()) {
    const row = await tables.selectFrom('machine').select('user_data').where('id', '=', id).executeTakeFirst();
    const userData = Buffer.from(row?.user_data ?? '', 'utf8').toString('base64');
    await tables.updateTable('machine').set({ user_data: userData, config_drive: 1 }).where('id', '=', id).execute();
  }
}
