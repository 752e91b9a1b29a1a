/**
 * A server for the NBD protocol: disks for QEMU, libnbd, the Linux kernel and every other tool that speaks it.
 *
 *     socket ─► connection ─► negotiation ─► Agreement ─► transmission ─► answer ─► NbdExport
 *                                │ (tls)                       │
 *                                └── find(name)                └── memory budget of all connections
 *
 * What a client can make the server hold is bounded: connections, requests of each, memory of all, time without progress.
 */
export { fileExport, openedFileExport } from './file-export.ts';
export type { NbdExport, NbdExtent, NbdSink, ReadOnlyExport, WritableExport } from './nbd-export.ts';
export { scratchDisk, type ScratchDisk } from './scratch-disk.ts';
export { serveNbd } from './serve-nbd.ts';
export type { NbdAddress, NbdLimits, NbdServer, NbdServerOptions } from './serve-nbd.ts';
export type { NbdTls } from './tls-channel.ts';
