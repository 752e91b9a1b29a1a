export { openDataDirectory, type DataDirectory } from './data-directory.ts';
export { lockDirectory } from './directory-lock.ts';
export { readWrittenPassword, writeClientFiles } from './client-files.ts';
