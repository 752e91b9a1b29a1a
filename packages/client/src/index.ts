export { ApiClient, type ApiClientOptions } from './api-client.ts';
export { refusal, RefusedError, UnreachableError } from './failure.ts';
export type { Fetch, HttpAnswer, HttpRequest } from './http-answer.ts';
export type { Image } from './image.ts';
export { imageCreate, imageGet, imageList, imagesNamed, type ImageFilters } from './images.ts';
export type { Answer, Input, Method, PathOf } from './operation.ts';
export { pages } from './pages.ts';
export { snapshotGet, snapshotList, type Snapshot, type SnapshotFilters } from './snapshots.ts';
export { volumeGet, volumeList, type NewVolume, type Volume, type VolumeFilters } from './volumes.ts';
export {
  signIn,
  SignInError,
  signOut,
  type Credentials,
  type DomainReference,
  type Reference,
  type Session,
} from './sign-in.ts';
