import { MemoryPackBackend } from './memory-pack-backend.ts';
import { testPackBackend } from './pack-backend-suite.ts';

testPackBackend('memory', async () => {
  const backend = new MemoryPackBackend();
  return {
    backend,
    reopen: async () => backend,
    countLitter: async () => backend.unsealed,
    remove: async () => undefined,
  };
});
