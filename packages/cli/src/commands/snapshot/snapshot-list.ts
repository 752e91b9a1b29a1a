import { snapshotList as snapshotsOf } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { findVolume } from '../volume/find-volume.ts';
import { SNAPSHOT_COLUMNS } from './snapshot-columns.ts';

export const snapshotList = defineCommand({
  arguments: [],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'snapshot-list.name' },
    status: { kind: 'text', value: 'STATUS', help: 'snapshot-list.status' },
    volume: { kind: 'text', value: 'VOLUME', help: 'snapshot-list.volume', complete: 'volume' },
  },
  run: async ({ options: { name, status, volume } }, context) => {
    const access = await context.access();
    const filters = {
      ...(name !== undefined && { name }),
      ...(status !== undefined && { status }),
      ...(volume !== undefined && { volume_id: (await findVolume(access, volume)).id }),
    };
    return list(snapshotsOf(access.client, access.project.id, filters), SNAPSHOT_COLUMNS);
  },
});
