import { receiveOrder, remoteDisk } from '../remote-disk.ts';

/** A child that keeps all that it reads. */
const { size } = (receiveOrder() as { size: number } | null) ?? { size: 0 };
const disk = remoteDisk(size);
const kept: Buffer[] = [];
for (;;) kept.push(await disk.read(0, size));
