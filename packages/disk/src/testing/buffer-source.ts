export { bytesSource as bufferSource } from '../sources/bytes-source.ts';
