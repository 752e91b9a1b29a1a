import { receiveOrder, remoteDisk } from '../remote-disk.ts';

/** A child that keeps all that it reads. */
const { size } = receiveOrder() ?? { size: 0 };
const disk = remoteDisk(size);
const kept: Buffer[] = [];
for (;;) kept.push(await disk.read(0, size));
