import { testChunkIndex } from './chunk-index-suite.ts';
import { MemoryChunkIndex } from './memory-chunk-index.ts';

testChunkIndex('an index in memory', async () => ({ index: new MemoryChunkIndex(), remove: async () => undefined }));
