export { imageV2 } from './image-v2.ts';
