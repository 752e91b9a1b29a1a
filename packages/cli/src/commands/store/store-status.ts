import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { bytes, type Column, record, time } from '../../output/output.ts';

interface Status {
  readonly store: Answer<'get', '/api/v1/store'>;
  readonly integrity: Answer<'get', '/api/v1/store/integrity'>;
}

const FIELDS: readonly Column<Status>[] = [
  { label: 'column.packs', of: ({ store }) => store.packs },
  { label: 'column.pack-bytes', of: ({ store }) => bytes(store.packBytes) },
  { label: 'column.chunks', of: ({ store }) => store.chunks },
  { label: 'column.contents', of: ({ store }) => store.contents },
  { label: 'column.logical', of: ({ store }) => bytes(store.logicalBytes) },
  { label: 'column.distinct', of: ({ store }) => bytes(store.distinctBytes) },
  { label: 'column.stored', of: ({ store }) => bytes(store.storedBytes) },
  { label: 'column.dedup-ratio', of: ({ store }) => store.dedupRatio },
  { label: 'column.compression-ratio', of: ({ store }) => store.compressionRatio },
  { label: 'column.measured', of: ({ store }) => time(store.measuredAt) },
  { label: 'column.damaged-images', of: ({ integrity }) => integrity.damagedImages },
  { label: 'column.damaged-disks', of: ({ integrity }) => integrity.damagedDisks },
  { label: 'column.quarantined', of: ({ integrity }) => integrity.quarantinedChunks },
  { label: 'column.findings', of: ({ integrity }) => integrity.findings },
  { label: 'column.last-scrub', of: ({ integrity }) => time(integrity.lastScrub?.finishedAt) },
];

export const storeStatus = defineCommand({
  arguments: [],
  options: {},
  run: async (_input, context) => {
    const { client } = await context.access();
    const [store, integrity] = await Promise.all([
      client.call('get', '/api/v1/store'),
      client.call('get', '/api/v1/store/integrity'),
    ]);
    return record({ store, integrity }, FIELDS);
  },
});
