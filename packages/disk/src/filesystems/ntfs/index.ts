export { isNtfs } from './geometry.ts';
export { openNtfs } from './open-ntfs.ts';
