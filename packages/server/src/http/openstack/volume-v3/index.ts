export { volumeV3 } from './volume-v3.ts';
