/**
 * Serves a raw disk over NBD for benchmarks: `node serve-nbd.ts FILE SOCKET`, until it is told to end (SIGTERM). The export
 * `file` is the file, `tree` a tree of the same content in a store of its own, whose cache has room for all of it.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileExport, serveNbd } from '@ingot/disk';
import { treeExport } from '../read/tree-export.ts';
import { temporaryStore } from './temporary-store.ts';

const [file = '', socket = ''] = process.argv.slice(2);
const { size } = await stat(file);
const { store, remove } = await temporaryStore({
  cacheSize: size + 64 * 1024 * 1024,
  packTargetSize: 64 * 1024 * 1024,
});
const ingest = await store.ingest();
for await (const bytes of createReadStream(file, { highWaterMark: 1024 * 1024 })) await ingest.write(bytes);
const { root } = await ingest.finish();
const server = await serveNbd({
  listen: { path: socket },
  find: async (name) => {
    if (name === 'file') return fileExport(file);
    return name === 'tree' ? treeExport(await store.open(root)) : null;
  },
});
process.stdout.write('ready\n');
process.once('SIGTERM', () => void server.close().then(remove));
