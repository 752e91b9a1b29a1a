import { testFileSystem } from '../../testing/file-system-contract.ts';
import { makeNtfs } from '../../testing/recipes/ntfs.ts';

/** Absolute links become those of Windows, and are tested apart. */
const KEEPS = { owners: false, links: false, hardLinks: true, specials: false, byteNames: false, times: 1 };

for (const clusterSize of [1024, 4096]) {
  testFileSystem({
    name: `NTFS with clusters of ${clusterSize} bytes`,
    keeps: KEEPS,
    adds: [],
    make: (folder, image) => makeNtfs(image, folder, { clusterSize }),
  });
}
