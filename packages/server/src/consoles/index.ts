export type { ConsoleConnection, Consoles } from './consoles.ts';
export { createConsoles } from './create-consoles.ts';
