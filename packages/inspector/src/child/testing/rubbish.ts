import { writeSync } from 'node:fs';

/** A child that does not know the protocol. */
writeSync(1, 'Segmentation fault\n'.repeat(100));
