export { contentOf } from './content.ts';
export { testChunkIndex, type IndexUnderTest } from './chunk-index-suite.ts';
export { closing } from './death.ts';
export { faulty, nothing, type Hook } from './faulty.ts';
export { playInterleaving } from './interleaving.ts';
export { MemoryPackBackend } from './memory-pack-backend.ts';
export { MemoryChunkIndex } from './memory-chunk-index.ts';
export { rejectsWith, testPackBackend, type BackendUnderTest } from './pack-backend-suite.ts';
export { get, put, roots, temporaryStore, type TemporaryStore } from './temporary-store.ts';
