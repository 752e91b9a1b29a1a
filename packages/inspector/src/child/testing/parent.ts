import path from 'node:path';
import { startChild } from '../start-child.ts';

/** A parent whose child hangs; it prints the child's process id. */
const child = startChild({ fence: 'bubblewrap', program: path.join(import.meta.dirname, 'hanging.ts') });
process.stdout.write(String(child.pid));
await child.end;
