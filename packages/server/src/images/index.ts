export * from './image.ts';
export { IMAGE_ACTIONS, imageCan, type ImageAction } from './image-actions.ts';
export * from './image-query.ts';
export * from './images.ts';
