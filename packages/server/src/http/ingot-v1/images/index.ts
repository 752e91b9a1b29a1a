export { newImageRoutes } from './new-image.ts';
