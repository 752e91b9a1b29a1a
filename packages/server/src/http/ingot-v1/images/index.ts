export { diskViewRoutes } from './disk-view.ts';
export { newImageRoutes } from './new-image.ts';
