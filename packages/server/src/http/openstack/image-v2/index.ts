export { imageV2, type ImageV2Options } from './image-v2.ts';
