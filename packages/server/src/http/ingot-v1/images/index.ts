export { diskViewRoutes } from './disk-view.ts';
export { imageListRoutes } from './image-list.ts';
export { newImageRoutes } from './new-image.ts';
