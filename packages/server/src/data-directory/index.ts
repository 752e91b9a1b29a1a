export { openDataDirectory, type DataDirectory } from './data-directory.ts';
export { lockDirectory, type DirectoryLock } from './directory-lock.ts';
export { readWrittenPassword, writeClientFiles, type ClientAccess } from './client-files.ts';
