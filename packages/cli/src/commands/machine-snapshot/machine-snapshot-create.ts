import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { message } from '../../messages/message.ts';
import { findMachine } from '../machine/find-machine.ts';
import { MACHINE_ARGUMENT, WAIT } from '../machine/machine-option.ts';
import { machineSnapshotRecord } from './machine-snapshot-columns.ts';

export const machineSnapshotCreate = defineCommand({
  arguments: [MACHINE_ARGUMENT, { name: 'name', help: 'machine-snapshot-create.name' }],
  options: { description: { kind: 'text', value: 'TEXT', help: 'machine-create.description' }, ...WAIT },
  notes: 'machine-snapshot-create.notes',
  run: async ({ arguments: { machine, name }, options: { description, wait } }, context) => {
    const { client } = await context.access();
    const { id } = await findMachine(client, machine);
    const body = { name, ...(description !== undefined && { description }) };
    const begun = await client.call('post', '/api/v1/machines/{id}/snapshots', { path: { id }, body });
    if (!wait) return machineSnapshotRecord(begun);
    const meter = context.progress.begin(message('progress.snapshot', { id: begun.id }), null);
    const path = { id: begun.id };
    const snapshot = await waitUntil(
      () => client.call('get', '/api/v1/machine-snapshots/{id}', { path }),
      ({ status }) => status !== 'creating',
      context.signal,
    ).finally(() => meter.end());
    if (snapshot.status === 'available') return machineSnapshotRecord(snapshot);
    const reason = snapshot.failure ?? '';
    throw new CommandError(EXIT.failed, message('machine-snapshot.failed', { id: snapshot.id, reason }));
  },
});
